#include <toml++/toml.h>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <set>
#include <sstream>

#include "mall/kinds.h"
#include "mall/mall_checks.h"
#include "plan/scenario/change_reader.h"
#include "plan/scenario/factors_together.h"
#include "plan/scenario/steps.h"

namespace gerai::plan {

namespace {

namespace json = boost::json;
using mall::child_path;
using mall::Fault;
using mall::FaultList;
using Read = std::expected<Scenario, std::vector<Fault>>;

constexpr std::size_t file_size_max = std::size_t{256} * 1024;
constexpr std::size_t changes_max = 100;

/// Whether the mall that a change leaves could be a mall file; what is wrong is told of the change.
bool is_possible(const mall::Mall& changed, const std::string& path, FaultList& faults) {
    FaultList broken{"", toml::table{}};
    check_mall(changed, broken);
    const auto found = broken.in_file_order();
    std::set<std::string_view> told;  // The same may be wrong on every weekday.
    for (const Fault& fault : found) {
        if (!told.insert(fault.expected).second) continue;
        faults.add(path, "contradicts the mall: " + fault.expected,
                   mall::FaultReason::contradiction);
    }
    return found.empty();
}

class ScenarioReader {
public:
    /// `list` is the key of the changes.
    ScenarioReader(const toml::table& root, std::string_view list, const mall::Mall& mall,
                   FaultList& faults)
        : table_(root, "", faults), root_(root), list_(list), mall_(mall), faults_(faults) {}

    Read read() {
        Scenario scenario;
        scenario.name = table_.required("name", mall::name());
        scenario.name_en = table_.value_or("name_en", mall::name(), {});
        scenario.about = table_.value_or("about", mall::note(), {});
        scenario.about_en = table_.value_or("about_en", mall::note(), {});
        read_changes(scenario.changes);
        table_.report_unknown_keys();
        auto found = faults_.in_file_order();
        if (!found.empty()) return std::unexpected(std::move(found));
        return scenario;
    }

private:
    void read_changes(std::vector<Change>& changes) {
        table_.allow(list_);
        const toml::node* const node = root_.get(list_);
        if (node == nullptr) return;
        const toml::array* const rows = node->as_array();
        if (rows == nullptr || rows->size() > changes_max) {
            faults_.add(
                list_,
                "expected a list of at most " + std::to_string(changes_max) +
                    " changes, each a table",
                rows == nullptr ? mall::FaultReason::wrong_value : mall::FaultReason::too_many);
            return;
        }
        for (std::size_t i = 0; i < rows->size(); ++i) {
            read_change_at(child_path(list_, i), (*rows)[i], changes);
        }
    }

    /// A change that is wrong leaves the mall as it is for those after it.
    void read_change_at(const std::string& path, const toml::node& node,
                        std::vector<Change>& changes) {
        if (!node.is_table()) {
            faults_.add(path, "expected a table");
            return;
        }
        const std::size_t before = faults_.in_file_order().size();
        auto change = read_change(*node.as_table(), path, mall_, faults_);
        if (!change || faults_.in_file_order().size() > before) return;
        if (const auto all = together_.beyond(*change, mall_)) {
            std::ostringstream fault;
            fault << "expected at most " << FactorsTogether::most << " times as much and at least "
                  << FactorsTogether::least << " times together with the changes before it, found "
                  << *all;
            faults_.add(child_path(path, "factor"), fault.str());
            return;
        }
        mall::Mall changed = mall_;
        apply_to_file(changed, *change);
        if (!is_possible(changed, path, faults_)) return;
        mall_ = std::move(changed);
        changes.push_back(std::move(*change));
    }

    mall::TableReader table_;
    const toml::table& root_;
    std::string list_;
    mall::Mall mall_;
    FactorsTogether together_;
    FaultList& faults_;
};

toml::array array_of(const json::array& array);

toml::table table_of(const json::object& object);

/// Calls `add` with what a value is in TOML, which has no null.
template <class Add>
void convert(const json::value& value, const Add& add) {
    switch (value.kind()) {
        case json::kind::null: return;
        case json::kind::bool_: return add(value.get_bool());
        case json::kind::int64: return add(value.get_int64());
        case json::kind::uint64: return add(static_cast<double>(value.get_uint64()));
        case json::kind::double_: return add(value.get_double());
        case json::kind::string: return add(std::string{value.get_string()});
        case json::kind::array: return add(array_of(value.get_array()));
        case json::kind::object: return add(table_of(value.get_object()));
    }
}

toml::array array_of(const json::array& array) {
    toml::array result;
    for (const json::value& value : array) {
        if (value.is_null()) {
            result.push_back("null");  // Not left out, so that places are those of the JSON.
        } else {
            convert(value, [&](auto&& one) { result.push_back(std::forward<decltype(one)>(one)); });
        }
    }
    return result;
}

toml::table table_of(const json::object& object) {
    toml::table result;
    for (const auto& [key, value] : object) {
        convert(value, [&](auto&& one) {
            result.insert(std::string{key}, std::forward<decltype(one)>(one));
        });
    }
    return result;
}

Read unreadable(std::string_view file, int line, std::string expected) {
    return std::unexpected(std::vector{Fault{
        .file = std::string{file}, .line = line, .path = {}, .expected = std::move(expected)}});
}

}  // namespace

std::expected<Scenario, std::vector<Fault>> read_scenario(std::string_view text,
                                                          const mall::Mall& mall,
                                                          std::string_view file) {
    if (text.size() > file_size_max) {
        return unreadable(
            file, 0,
            "expected a file of at most 256 KiB, found " + std::to_string(text.size()) + " bytes");
    }
    toml::table root;
    try {
        root = toml::parse(text);
    } catch (const toml::parse_error& error) {
        return unreadable(file, static_cast<int>(error.source().begin.line),
                          "expected valid TOML: " + std::string{error.description()});
    }
    FaultList faults{file, root};
    return ScenarioReader{root, "change", mall, faults}.read();
}

std::expected<Scenario, std::vector<Fault>> read_scenario(const json::object& scenario,
                                                          const mall::Mall& mall) {
    const toml::table root = table_of(scenario);
    FaultList faults{"", root};
    return ScenarioReader{root, "changes", mall, faults}.read();
}

}  // namespace gerai::plan
