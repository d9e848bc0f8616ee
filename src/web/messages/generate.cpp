// Makes `web/message.h` and `message.cpp` from the catalogues of messages, and fails when they
// disagree: a key or a placeholder that one language lacks is a text that somebody will not see.

#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Catalogue = std::map<std::string, std::string>;

Catalogue read(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(path + ": cannot be read");
    std::stringstream text;
    text << file.rdbuf();
    const boost::json::value value = boost::json::parse(text.str());
    Catalogue catalogue;
    for (const auto& entry : value.as_object()) {
        catalogue.emplace(entry.key(), boost::json::value_to<std::string>(entry.value()));
    }
    if (catalogue.size() != value.as_object().size()) {
        throw std::runtime_error(path + ": a key is there twice");
    }
    return catalogue;
}

std::set<std::string> placeholders(const std::string& text) {
    std::set<std::string> names;
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        names.insert(text.substr(open, text.find('}', open) - open));
    }
    return names;
}

/// Every difference between the two catalogues, a line each.
std::string differences(const Catalogue& one, const Catalogue& other) {
    std::string lines;
    for (const auto& [key, text] : one) {
        const auto same = other.find(key);
        if (same == other.end()) {
            lines += key + " is in one language only\n";
        } else if (placeholders(text) != placeholders(same->second)) {
            lines += key + " has other placeholders in the other language\n";
        }
    }
    for (const auto& [key, text] : other) {
        if (!one.contains(key)) lines += key + " is in one language only\n";
    }
    return lines;
}

/// `problem.not_found.title` as a name of C++.
std::string identifier(std::string key) {
    for (char& c : key) {
        if (c == '.' || c == '-') c = '_';
    }
    return key;
}

/// Leaves a file alone that is as it should be: what includes it need not be compiled again.
void write_if_other(const std::string& path, const std::string& text) {
    std::ifstream before(path);
    std::stringstream found;
    found << before.rdbuf();
    if (before && found.str() == text) return;
    std::ofstream(path) << text;
}

void write_header(const std::string& path, const Catalogue& catalogue) {
    std::ostringstream out;
    out << "#pragma once\n\n#include <cstdint>\n\nnamespace gerai::web {\n\n"
        << "/// A text of the catalogue, in every language.\n"
        << "enum class Message : std::uint16_t {\n";
    for (const auto& [key, text] : catalogue) out << "    " << identifier(key) << ",\n";
    out << "};\n\n}  // namespace gerai::web\n";
    write_if_other(path, out.str());
}

void write_table(std::ostream& out, const std::string& name, const std::vector<std::string>& all) {
    out << "const std::array<std::string_view, " << all.size() << "> " << name << "{\n";
    for (const std::string& text : all) {
        out << "    " << boost::json::serialize(boost::json::value(text)) << ",\n";
    }
    out << "};\n\n";
}

std::vector<std::string> keys_of(const Catalogue& catalogue) {
    std::vector<std::string> keys;
    for (const auto& [key, text] : catalogue) keys.push_back(key);
    return keys;
}

std::vector<std::string> texts_of(const Catalogue& catalogue) {
    std::vector<std::string> texts;
    for (const auto& [key, text] : catalogue) texts.push_back(text);
    return texts;
}

void write_source(const std::string& path, const Catalogue& indonesian, const Catalogue& english) {
    std::ofstream out(path);
    out << "#include <algorithm>\n#include <array>\n#include <cstddef>\n#include <string_view>\n\n"
        << "#include \"web/text.h\"\n\nnamespace gerai::web {\n\nnamespace {\n\n";
    write_table(out, "keys", keys_of(indonesian));
    write_table(out, "indonesian_texts", texts_of(indonesian));
    write_table(out, "english_texts", texts_of(english));
    out << "}  // namespace\n\n"
        << "std::string_view raw_text(Message message, Language language) {\n"
        << "    const auto index = static_cast<std::size_t>(message);\n"
        << "    return language == Language::english ? english_texts.at(index)\n"
        << "                                         : indonesian_texts.at(index);\n"
        << "}\n\n"
        << "std::optional<Message> message_named(std::string_view key) {\n"
        << "    const auto* const found = std::ranges::lower_bound(keys, key);\n"
        << "    if (found == keys.end() || *found != key) return std::nullopt;\n"
        << "    return static_cast<Message>(found - keys.begin());\n"
        << "}\n\n}  // namespace gerai::web\n";
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        std::cerr << "usage: generate id.json en.json message.h message.cpp\n";
        return 2;
    }
    try {
        const Catalogue indonesian = read(arguments[1]);
        const Catalogue english = read(arguments[2]);
        const std::string lines = differences(indonesian, english);
        if (!lines.empty()) {
            std::cerr << "The catalogues of messages disagree:\n" << lines;
            return 1;
        }
        write_header(arguments[3], indonesian);
        write_source(arguments[4], indonesian, english);
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
    return 0;
}
