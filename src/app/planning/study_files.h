#pragma once

#include <optional>
#include <string>

#include "app/check.h"
#include "measure/bundle.h"
#include "plan/study/study.h"

namespace gerai::app {

/// How a mall file is made a bundle.
struct StudiedDays {
    std::uint32_t days = 60;  ///< Open dates.
    std::uint64_t seed = 1;
    std::string date;  ///< The first; empty: the next open one.
};

/// One side of a study: a bundle, or a mall file whose days are played.
struct StudiedFile {
    measure::Bundle bundle;
    std::optional<mall::Mall> mall;    ///< Of a mall file.
    std::optional<plan::Model> model;  ///< Likewise.
    std::string file_hash;             ///< Likewise.

    [[nodiscard]] plan::StudySide side() const {
        return {.bundle = bundle, .model = model ? &*model : nullptr, .file_hash = file_hash};
    }
};

/// Reads a mall file or a bundle, which its text tells apart. Tells every fault on the standard
/// error and throws `WrongCall` when there is one; `undone` says what did not happen because of it.
StudiedFile read_studied(const std::string& file, const StudiedDays& days, std::string_view undone);

/// Reads a bundle, likewise.
measure::Bundle read_bundle_file(const std::string& file, std::string_view undone);

/// Plays a mall file's days. Throws `WrongCall` when too few come to them.
measure::Bundle played_bundle(const CheckedFile& checked, const StudiedDays& days);

/// The model to plan with: of the first date that is played.
plan::Model planning_model(const CheckedFile& checked, const StudiedDays& days);

}  // namespace gerai::app
