#include "app/planning/study_files.h"

#include <fmt/format.h>

#include <iostream>
#include <system_error>

#include "app/planning/planning_verbs.h"
#include "app/settings_source.h"
#include "plan/mall_model.h"
#include "plan/study/simulated_bundle.h"
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

/// What whoever brought the file can do about it.
std::string_view remedy_for(measure::BundleFaultReason reason) {
    using enum measure::BundleFaultReason;
    switch (reason) {
        case newer:
            return "bring this Gerai up to date, or ask for a bundle that an older one made";
        case no_bundle: return "leave it out, or name a bundle";
        case too_large: return "ask for the bundle of a shorter time";
        case unsound:
        case altered: break;
    }
    return "ask for the bundle again where it was made";
}

/// What is wrong, in a line. What was not meant as a bundle lacks no part of one.
std::string line_of(const std::string& file, const measure::BundleFault& fault) {
    if (fault.reason == measure::BundleFaultReason::no_bundle) {
        return file + ": this is no bundle\n";
    }
    return fmt::format("{}: {}: {}\n", file, fault.pointer.empty() ? "/" : fault.pointer,
                       fault.expected);
}

measure::Bundle read_text(const std::string& file, const std::string& text,
                          std::string_view undone) {
    auto bundle = measure::read_bundle(text);
    if (bundle) return *std::move(bundle);
    for (const measure::BundleFault& fault : bundle.error()) {
        std::cerr << line_of(file, fault);
    }
    throw WrongCall{fmt::format("{}: {}.", undone, remedy_for(bundle.error().front().reason))};
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
