#include "app/study_files.h"

#include <fmt/format.h>

#include <iostream>
#include <system_error>

#include "app/planning_verbs.h"
#include "app/settings_source.h"
#include "plan/mall_model.h"
#include "plan/simulated_bundle.h"
#include "trust/digest.h"

namespace gerai::app {

namespace {

std::string text_of(const std::string& file) {
    try {
        return read_file(file, measure::bundle_bytes_max + 1);
    } catch (const std::system_error& error) {
        throw WrongCall{error.what()};
    }
}

measure::Bundle read_text(const std::string& file, const std::string& text,
                          std::string_view undone) {
    auto bundle = measure::read_bundle(text);
    if (bundle) return *std::move(bundle);
    for (const measure::BundleFault& fault : bundle.error()) {
        std::cerr << file << ": " << (fault.pointer.empty() ? "/" : fault.pointer) << ": "
                  << fault.expected << '\n';
    }
    throw WrongCall{fmt::format("{}: ask for the bundle again where it was made.", undone)};
}

}  // namespace

measure::Bundle read_bundle_file(const std::string& file, std::string_view undone) {
    return read_text(file, text_of(file), undone);
}

measure::Bundle played_bundle(const CheckedFile& checked, const StudiedDays& days) {
    auto bundle = plan::simulated_bundle(
        checked.mall, trust::sha256_hex(checked.text),
        {.from = planned_date(days.date, checked.mall), .days = days.days, .seed = days.seed});
    if (bundle) return *std::move(bundle);
    throw WrongCall{
        fmt::format("Too few come to {} in {} dates for a bundle: play more with --days.",
                    checked.mall.id, days.days)};
}

plan::Model planning_model(const CheckedFile& checked, const StudiedDays& days) {
    return plan::model_of(checked.mall, planned_date(days.date, checked.mall));
}

StudiedFile read_studied(const std::string& file, const StudiedDays& days,
                         std::string_view undone) {
    const std::string text = text_of(file);
    if (measure::looks_like_bundle(text)) {
        return {.bundle = read_text(file, text, undone), .mall = {}, .model = {}, .file_hash = {}};
    }
    const auto checked = check_files({file}, undone);
    return {.bundle = played_bundle(checked.front(), days),
            .mall = checked.front().mall,
            .model = planning_model(checked.front(), days),
            .file_hash = trust::sha256_hex(checked.front().text)};
}

}  // namespace gerai::app
