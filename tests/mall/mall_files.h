#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "mall/mall_file.h"
#include "mall/mall_texts.h"

/// Mall files for tests: those of `mall_texts.h`, spoilt by a case, and the bundled ones.
namespace gerai::mall {

/// The text with one part replaced, which must stand in it.
inline std::string with(std::string text, std::string_view part, std::string_view instead) {
    const auto at = text.find(part);
    if (at == std::string::npos) throw std::logic_error{"not in the file: " + std::string{part}};
    return text.replace(at, part.size(), instead);
}

inline std::string small_with(std::string_view part, std::string_view instead) {
    return with(std::string{small_mall}, part, instead);
}

inline std::vector<std::string> faults_of(std::string_view text) {
    std::vector<std::string> faults;
    const auto mall = read_mall(text, "kecil.toml");
    if (mall) return faults;
    for (const Fault& fault : mall.error()) faults.push_back(to_string(fault));
    return faults;
}

/// The text of a file of the project.
inline std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream{std::string{GERAI_SOURCE_DIR} + '/' + path}.rdbuf();
    return text.str();
}

inline Mall bundled(const std::string& id) {
    const std::string path = "malls/" + id + ".toml";
    auto mall = read_mall(text_of(path), path);
    if (mall) return *std::move(mall);
    for (const Fault& fault : mall.error()) ADD_FAILURE() << to_string(fault);
    return {};
}

}  // namespace gerai::mall
