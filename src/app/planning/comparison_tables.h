#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <vector>

#include "app/planning/planning_verbs.h"
#include "mall/mall.h"
#include "plan/scenario/compare.h"

/// A comparison of malls as text, JSON and CSV. Shares are between 0 and 1 in JSON and CSV, and in
/// the sentences of the text; times are minutes.
namespace gerai::app {

/// What was compared.
struct ComparedMalls {
    const mall::Mall& mall;
    std::span<const plan::Model> models;
    std::vector<std::string> names;  ///< By model; the first is the mall as it is.
    const plan::Comparison& comparison;
    std::uint64_t seed{};
    double volume = 1;
    Basis basis{};
};

std::string to_table(const ComparedMalls& compared);

boost::json::object to_json(const ComparedMalls& compared);

/// A line for each pair, agency (and all) and figure.
std::string to_csv(const ComparedMalls& compared);

/// Why a comparison tells nothing.
std::string to_sentence(const plan::Unsynchronised& pair, const std::vector<std::string>& names);

}  // namespace gerai::app
