#include "app/config.h"

#include <fmt/format.h>

namespace gerai::app {

namespace {

int show(const Call& call) {
    boost::json::object data;
    std::string text;
    for (const SettingRow& row : setting_rows()) {
        const Chosen& chosen = call.settings.chosen.find(row.key)->second;
        const std::string value = call.settings.shown(row.key);
        data[row.key] = boost::json::object{{"value", value}, {"from", chosen.from}};
        text += fmt::format("{:<24}{:<40} {}\n", row.key, value, chosen.from);
    }
    call.print(data, text);
    return success;
}

}  // namespace

void add_config(CommandLine& line) {
    std::vector<std::string_view> all;
    for (const SettingRow& row : setting_rows()) all.push_back(row.key);
    line.add_to(line.add_group("config", "the settings"),
                {.name = "show",
                 .about = "prints every setting and where its value comes from",
                 .settings = all,
                 .prints_data = true},
                show);
}

}  // namespace gerai::app
