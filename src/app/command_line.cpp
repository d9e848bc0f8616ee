#include "app/command_line.h"

#include <boost/json/serialize.hpp>
#include <iostream>

#include "app/settings_source.h"
#include "mall/nearest.h"

namespace gerai::app {

namespace {

/// The verb that the arguments led to: the innermost.
CLI::App& innermost(CLI::App& root) {
    CLI::App* verb = &root;
    while (!verb->get_subcommands().empty()) verb = verb->get_subcommands().front();
    return *verb;
}

std::vector<std::string> flags_of(const CLI::App& verb) {
    std::vector<std::string> names;
    for (const CLI::Option* const option : verb.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

std::vector<std::string> verbs_of(const CLI::App& verb) {
    std::vector<std::string> names;
    for (const CLI::App* const each : verb.get_subcommands({})) names.push_back(each->get_name());
    return names;
}

/// One sentence on one line.
std::string sentence(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    std::ranges::replace(text, '\n', ' ');
    if (!text.ends_with('.') && !text.ends_with('?') && !text.ends_with('!')) text += '.';
    return text;
}

int fail(int code, const std::string& text) {
    std::cerr << "gerai: " << sentence(text) << '\n';
    return code;
}

}  // namespace

void Call::print(const boost::json::object& data, std::string_view text) const {
    if (as_json)
        std::cout << boost::json::serialize(data) << '\n';
    else
        std::cout << text << std::flush;
}

CommandLine::CommandLine() : root_("Gerai runs a Mal Pelayanan Publik.", "gerai") {
    root_.require_subcommand(1);
}

CLI::App& CommandLine::add_group(const std::string& name, const std::string& about) {
    CLI::App& group = *root_.add_subcommand(name, about);
    group.require_subcommand(1);
    return group;
}

CLI::App& CommandLine::add(const Verb& verb, Run run) {
    return add_to(root_, verb, std::move(run));
}

CLI::App& CommandLine::add_to(CLI::App& parent, const Verb& verb, Run run) {
    CLI::App& app = *parent.add_subcommand(verb.name, verb.about);
    const bool has_settings = !verb.settings.empty();
    app.callback([this, has_settings, run = std::move(run)] {
        has_settings_ = has_settings;
        run_ = run;
    });
    for (const std::string_view key : verb.settings) {
        const SettingRow& row = setting_row(key);
        const auto keep = [&flags = flags_, &row](const std::string& text) {
            flags[std::string{row.key}] = text;
        };
        app.add_option_function<std::string>(
               flag_name(key), keep,
               std::string{row.about} + " (" + std::string{row.built_in} + ")")
            ->type_name(std::string{row.value});
    }
    if (has_settings)
        app.add_option("--config", config_, "file of settings, above /etc/gerai/gerai.toml")
            ->type_name("FILE");
    if (verb.prints_data) app.add_flag("--json", as_json_, "print JSON");
    return app;
}

int CommandLine::run(int count, const char* const* arguments) {
    try {
        root_.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return root_.exit(error);
        return fail(call_was_wrong, sentence_for(error));
    }
    return run_verb();
}

int CommandLine::run_verb() {
    try {
        Call call{.settings = {}, .as_json = as_json_};
        if (has_settings_) {
            auto settings = load_settings(config_, flags_);
            if (!settings) return fail(call_was_wrong, settings.error());
            call.settings = std::move(*settings);
            use_password_file(call.settings);
        }
        return run_(call);
    } catch (const WrongCall& why) {
        return fail(call_was_wrong, why.what());
    } catch (const std::exception& why) {
        return fail(work_failed, why.what());
    }
}

std::string CommandLine::full_name(const CLI::App& verb) const {
    std::string name = verb.get_name();
    for (const CLI::App* at = verb.get_parent(); at != nullptr; at = at->get_parent())
        name.insert(0, at->get_name() + " ");
    return name;
}

std::string CommandLine::sentence_for(const CLI::ParseError& error) {
    const CLI::App& verb = innermost(root_);
    const std::string name = full_name(verb);
    const std::vector<std::string> extra = root_.remaining(true);
    if (!extra.empty()) {
        const std::string& word = extra.front();
        const bool is_flag = word.starts_with('-');
        const std::vector<std::string> known = is_flag ? flags_of(verb) : verbs_of(verb);
        const auto near = mall::nearest(word, known);  // A view of one of them.
        const std::string text = name + " does not know \"" + word + "\"";
        if (near) return text + "; did you mean \"" + std::string{*near} + "\"?";
        return text + "; " + name + " --help shows what it takes.";
    }
    if (!verb.get_subcommands({}).empty())
        return name + " needs a verb; " + name + " --help lists them.";
    return name + ": " + error.what() + "; " + name + " --help shows what it takes.";
}

}  // namespace gerai::app
