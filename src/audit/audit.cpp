#include "audit/audit.h"

#include <algorithm>
#include <memory>

#include "audit/replay.h"

namespace gerai::audit {

namespace {

/// 12,345
std::string with_commas(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return digits;
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

std::string summary(const Result& result) {
    std::string line = padded(result.id, 5);
    line += padded(result.holds() ? "ok" : "FAILED", 8);
    line += result.promise + " (" + with_commas(result.checked) + ' ' + result.unit;
    if (!result.holds()) line += ", " + with_commas(result.failed) + " failed";
    return line + ')';
}

}  // namespace

bool Report::holds() const { return std::ranges::all_of(results, &Result::holds); }

Report run(Source& source) {
    Findings findings;
    Derived derived{source, findings};
    std::unique_ptr<Replay> replay;
    std::string mall;
    while (const auto line = source.next()) {
        if (replay == nullptr || line->mall != mall) {
            if (replay != nullptr) replay->finish();
            mall = line->mall;
            replay = std::make_unique<Replay>(mall, findings, derived);
        }
        replay->follow(*line);
    }
    if (replay != nullptr) replay->finish();
    derived.expect_no_more();
    return std::move(findings).report();
}

std::vector<std::string> to_lines(const Report& report) {
    std::vector<std::string> lines;
    for (const Result& result : report.results) {
        lines.push_back(summary(result));
        for (const Failure& failure : result.first) {
            const std::string place = failure.seq == 0
                                          ? failure.mall
                                          : failure.mall + " seq " + std::to_string(failure.seq);
            lines.push_back("       " + place + ": " + failure.what);
        }
        const auto more = result.failed - static_cast<std::int64_t>(result.first.size());
        if (more > 0) lines.push_back("       and " + with_commas(more) + " more");
    }
    return lines;
}

}  // namespace gerai::audit
