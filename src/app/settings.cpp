#include "app/settings.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <charconv>

#include "mall/nearest.h"

namespace gerai::app {

namespace {

constexpr auto rows = std::to_array<SettingRow>({
    {"data", "DIR", "data", "directory of the hall's data; made where it is missing"},
    {"database", "URL", "sqlite:gerai.db in the data directory",
     "sqlite:PATH or postgresql://USER@HOST/NAME"},
    {"database_password_file", "FILE", "none", "file with the password of a PostgreSQL database"},
    {"malls", "DIR", "the malls that come with gerai", "directory of mall files"},
    {"listen", "HOST:PORT", "127.0.0.1:8080", "where the server listens"},
    {"public_url", "URL", "http:// and the address of listen", "how visitors reach the server"},
    {"operations", "HOST:PORT", "off", "where GET /metrics is served; off: nowhere"},
    {"threads", "N", "0", "threads that serve HTTP; 0: one for each core"},
    {"server", "URL", "http:// and the address of listen", "the server that demo and watch use"},
});

constexpr std::string_view variable_prefix = "GERAI_";
constexpr std::string_view test_prefix = "GERAI_TEST_";
constexpr unsigned threads_max = 256;

std::vector<std::string> known(std::string (*name)(std::string_view)) {
    std::vector<std::string> names;
    names.reserve(rows.size());
    for (const SettingRow& row : rows) names.push_back(name(row.key));
    return names;
}

std::string same(std::string_view key) { return std::string{key}; }

bool is_known(std::string_view key) {
    return std::ranges::find(rows, key, &SettingRow::key) != rows.end();
}

std::unexpected<SettingFault> fault(std::string sentence) {
    return std::unexpected{std::move(sentence)};
}

/// `"x"; did you mean "y"?` ends a sentence already; a list of what is known does not.
std::string ended(std::string sentence) {
    if (!sentence.ends_with('?')) sentence += '.';
    return sentence;
}

std::string place(std::string_view name, const toml::source_region& at) {
    return std::string{name} + ":" + std::to_string(at.begin.line) + ": ";
}

std::optional<std::string> text_of(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return text;
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    return std::nullopt;
}

/// A password may not stand where other users of the machine see it.
std::optional<SettingFault> fault_of_place(Layer::Kind kind, std::string_view key,
                                           std::string_view text) {
    if (kind == Layer::Kind::file || key != "database" || !has_password(text)) return std::nullopt;
    const std::string where = kind == Layer::Kind::flags ? flag_name(key) : environment_name(key);
    return where + " holds a password, which others can see there: write it into a file that " +
           "only gerai can read, and name that file with " + flag_name("database_password_file") +
           ".";
}

std::string origin(const Layer& layer, std::string_view key) {
    switch (layer.kind) {
        case Layer::Kind::built_in: return "built-in";
        case Layer::Kind::file: return layer.file;
        case Layer::Kind::environment: return environment_name(key);
        case Layer::Kind::flags: return flag_name(key);
    }
    return "";
}

bool is_url(std::string_view text) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!text.starts_with(scheme) || text.size() == scheme.size()) continue;
        return text.find_first_of(" \t\r\n?#") == std::string_view::npos;
    }
    return false;
}

std::string without_last_slash(std::string text) {
    while (text.ends_with('/')) text.pop_back();
    return text;
}

/// The values of a run, checked one by one; the first fault is kept.
class Checking {
public:
    explicit Checking(const std::map<std::string, Chosen, std::less<>>& chosen) : chosen_(chosen) {}

    [[nodiscard]] std::optional<std::string> text(std::string_view key) const {
        const auto at = chosen_.find(key);
        if (at == chosen_.end() || at->second.from == "built-in") return std::nullopt;
        return at->second.text;
    }

    void expect(bool holds, std::string_view key, std::string_view expected) {
        if (holds || fault_) return;
        const Chosen& value = chosen_.find(key)->second;
        fault_ = value.from + ": " + std::string{key} + " is expected to be " +
                 std::string{expected} + ", not \"" + without_password(value.text) + "\".";
    }

    [[nodiscard]] const std::optional<SettingFault>& fault() const { return fault_; }

private:
    const std::map<std::string, Chosen, std::less<>>& chosen_;
    std::optional<SettingFault> fault_;
};

void check_places(Settings& settings, Checking& checking, const std::filesystem::path& malls) {
    settings.data = checking.text("data").value_or("data");
    checking.expect(!settings.data.empty(), "data", "a directory");
    // A program without its mall files beside it serves whoever needs none.
    settings.malls = checking.text("malls").value_or(malls);
    checking.expect(!settings.malls.empty() || malls.empty(), "malls", "a directory of mall files");
    settings.database =
        checking.text("database").value_or("sqlite:" + (settings.data / "gerai.db").string());
    const bool is_address = settings.database.starts_with("postgresql://") ||
                            settings.database.starts_with("postgres://") ||
                            (settings.is_sqlite() && !settings.sqlite_file().empty());
    checking.expect(is_address, "database", "sqlite:PATH or postgresql://...");
    if (const auto file = checking.text("database_password_file")) {
        settings.database_password_file = *file;
        checking.expect(!settings.is_sqlite(), "database_password_file",
                        "left out where the database is SQLite");
    }
}

void check_listeners(Settings& settings, Checking& checking) {
    constexpr std::string_view expected = "an address and a port such as 127.0.0.1:8080";
    if (const auto text = checking.text("listen")) {
        const auto address = parse_listen_address(*text);
        checking.expect(address.has_value(), "listen", expected);
        settings.listen = address.value_or(ListenAddress{});
    }
    if (const auto text = checking.text("operations"); text && text != "off") {
        settings.operations = parse_listen_address(*text);
        checking.expect(settings.operations.has_value(), "operations", expected);
    }
    if (const auto text = checking.text("threads")) {
        const auto [end, error] =
            std::from_chars(text->data(), text->data() + text->size(), settings.threads);
        const bool is_number = error == std::errc{} && end == text->data() + text->size();
        checking.expect(is_number && settings.threads <= threads_max, "threads",
                        "a whole number from 0 to 256");
    }
}

void check_urls(Settings& settings, Checking& checking) {
    settings.public_url = without_last_slash(checking.text("public_url").value_or(""));
    if (checking.text("public_url"))
        checking.expect(is_url(settings.public_url), "public_url", "http://... or https://...");
    settings.server = without_last_slash(
        checking.text("server").value_or("http://" + to_string(settings.listen)));
    if (checking.text("server")) {
        const bool is_http = is_url(settings.server) && settings.server.starts_with("http://");
        checking.expect(is_http, "server", "http://HOST:PORT");
    }
}

/// Where the password of an address stands: behind the first colon of its user part, or as the
/// parameter `password`.
struct Span {
    std::size_t from = 0;
    std::size_t size = 0;
};

std::optional<Span> password_in_user_part(std::string_view address) {
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos) return std::nullopt;
    const std::size_t begin = scheme + 3;
    const std::size_t end = std::min(address.find_first_of("/?", begin), address.size());
    const std::size_t at = address.substr(0, end).rfind('@');
    const std::size_t colon = address.find(':', begin);
    if (at == std::string_view::npos || at < begin || colon >= at || colon + 1 == at)
        return std::nullopt;
    return Span{colon + 1, at - colon - 1};
}

std::optional<Span> password_parameter(std::string_view address) {
    for (const std::string_view name : {"?password=", "&password="}) {
        const std::size_t at = address.find(name);
        if (at == std::string_view::npos) continue;
        const std::size_t begin = at + name.size();
        const std::size_t end = std::min(address.find('&', begin), address.size());
        if (end > begin) return Span{begin, end - begin};
    }
    return std::nullopt;
}

}  // namespace

std::span<const SettingRow> setting_rows() { return rows; }

const SettingRow& setting_row(std::string_view key) {
    const auto* const row = std::ranges::find(rows, key, &SettingRow::key);
    assert(row != rows.end());
    return *row;
}

std::string environment_name(std::string_view key) {
    std::string name{variable_prefix};
    for (const char c : key) name += static_cast<char>(std::toupper(c));
    return name;
}

std::string flag_name(std::string_view key) {
    std::string name = "--" + std::string{key};
    std::ranges::replace(name, '_', '-');
    return name;
}

std::expected<Layer, SettingFault> read_settings_file(std::string_view text,
                                                      std::string_view name) {
    Layer layer{.kind = Layer::Kind::file, .file = std::string{name}, .values = {}};
    toml::table table;
    try {
        table = toml::parse(text, name);
    } catch (const toml::parse_error& error) {
        return fault(place(name, error.source()) + std::string{error.description()} + ".");
    }
    for (const auto& [key, node] : table) {
        const std::string_view word = key.str();
        if (!is_known(word)) {
            return fault(ended(place(name, key.source()) + "unknown key \"" + std::string{word} +
                               "\"" + mall::hint(word, known(same))));
        }
        auto value = text_of(node);
        if (!value) {
            return fault(place(name, node.source()) + std::string{word} +
                         " is expected to be a text in quotes.");
        }
        layer.values.emplace(word, std::move(*value));
    }
    return layer;
}

std::expected<Layer, SettingFault> read_environment(
    std::span<const std::pair<std::string, std::string>> variables) {
    Layer layer{.kind = Layer::Kind::environment, .file = {}, .values = {}};
    for (const auto& [name, value] : variables) {
        if (!name.starts_with(variable_prefix) || name.starts_with(test_prefix)) continue;
        const auto* const row = std::ranges::find_if(
            rows, [&](const SettingRow& each) { return environment_name(each.key) == name; });
        if (row == rows.end()) {
            return fault(ended("Unknown environment variable \"" + name + "\"" +
                               mall::hint(name, known(environment_name))));
        }
        if (!value.empty()) layer.values.emplace(row->key, value);
    }
    return layer;
}

std::expected<std::map<std::string, Chosen, std::less<>>, SettingFault> choose(
    std::span<const Layer> layers) {
    std::map<std::string, Chosen, std::less<>> chosen;
    for (const SettingRow& row : rows)
        chosen[std::string{row.key}] = {std::string{row.built_in}, "built-in"};
    for (const Layer& layer : layers) {
        for (const auto& [key, text] : layer.values) {
            if (auto why = fault_of_place(layer.kind, key, text)) return fault(std::move(*why));
            chosen[key] = {text, origin(layer, key)};
        }
    }
    return chosen;
}

std::string Settings::shown(std::string_view key) const {
    if (key == "data") return data.string();
    if (key == "database") return without_password(database);
    if (key == "malls") return malls.string();
    if (key == "server") return server;
    if (key == "public_url" && public_url.empty()) return "http://" + to_string(listen);
    return chosen.find(key)->second.text;
}

std::filesystem::path Settings::sqlite_file() const {
    return database.substr(std::string_view{"sqlite:"}.size());
}

std::expected<Settings, SettingFault> settings_from(
    std::map<std::string, Chosen, std::less<>> chosen, const std::filesystem::path& bundled_malls) {
    Settings settings;
    Checking checking{chosen};
    check_places(settings, checking, bundled_malls);
    check_listeners(settings, checking);
    check_urls(settings, checking);
    if (const auto& why = checking.fault()) return fault(*why);
    settings.chosen = std::move(chosen);
    return settings;
}

std::optional<ListenAddress> parse_listen_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const bool in_brackets = host.starts_with('[') && host.ends_with(']');
    if (in_brackets) host = host.substr(1, host.size() - 2);
    if (host.empty() || (!in_brackets && host.find(':') != std::string_view::npos))
        return std::nullopt;

    const std::string_view digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    return ListenAddress{.address = std::string{host}, .port = port};
}

std::string to_string(const ListenAddress& address) {
    const bool is_v6 = address.address.find(':') != std::string::npos;
    const std::string host = is_v6 ? "[" + address.address + "]" : address.address;
    return host + ":" + std::to_string(address.port);
}

std::string without_password(std::string_view address) {
    std::string text{address};
    if (const auto found = password_in_user_part(text))
        text.replace(found->from, found->size, "***");
    if (const auto found = password_parameter(text)) text.replace(found->from, found->size, "***");
    return text;
}

bool has_password(std::string_view address) {
    return password_in_user_part(address) || password_parameter(address);
}

}  // namespace gerai::app
