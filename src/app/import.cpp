#include "app/import.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <cassert>
#include <future>
#include <utility>

#include "app/check.h"
#include "app/clocks.h"
#include "app/mall_changes.h"

namespace gerai::app {

namespace {

namespace json = boost::json;

/// The hall's time stands still at the last event: who imports a file while no server runs moves no
/// date on, least of all that of a trial, which goes on where it was.
class StillClock final : public journal::Clock {
public:
    explicit StillClock(Instant now) : now_(now) {}

    [[nodiscard]] Instant now() const override { return now_; }
    [[nodiscard]] Duration elapsed() const override { return {}; }
    [[nodiscard]] bool is_sane() const override { return true; }
    [[nodiscard]] Instant machine_now() const override { return read_machine().wall; }

private:
    Instant now_;
};

/// For a real hall the machine's time; for a trial the last that was heard of its clock.
Instant hall_time(journal::Journal& journal) {
    if (journal.setting("kind") != "trial") return read_machine().wall;
    const auto kept = journal.setting("trial_time");
    if (!kept) return Instant{};
    return Instant{Duration{std::stoll(*kept)}};
}

json::array changes_as_json(std::span<const MallChange> changes) {
    json::array list;
    for (const MallChange& change : changes) {
        constexpr std::array<std::string_view, 3> words{"added", "removed", "changed"};
        json::object one{{"change", words[static_cast<std::size_t>(change.kind)]},
                         {"thing", change.thing}};
        if (!change.id.empty()) one["id"] = change.id;
        if (!change.name.empty()) one["name"] = change.name;
        if (!change.fields.empty())
            one["fields"] = json::array(change.fields.begin(), change.fields.end());
        one["text"] = to_string(change);
        list.push_back(std::move(one));
    }
    return list;
}

/// The file that a mall's hall has in force, or null.
std::shared_ptr<const mall::Mall> file_of(const journal::Writer& writer,
                                          const journal::Clock& clock, const std::string& mall) {
    const journal::LiveHall* const hall = writer.find(mall);
    if (hall == nullptr) return nullptr;
    return hall->look(clock.now(), [](const journal::Standing& standing) {
        const auto files = standing.day().files();
        return files.empty() ? nullptr : files.back().mall;
    });
}

std::string sentence_for(journal::Failure failure) {
    switch (failure) {
        case journal::Failure::unwritable:
            return "The file cannot be stored now: see whether the disk is full or read-only.";
        case journal::Failure::clock_astray:
            return "The machine's clock was changed, and no new date begins: set it right first.";
        case journal::Failure::busy:
        case journal::Failure::key_reused:
        case journal::Failure::no_such_mall: break;
    }
    return "The server has too much to do: try again.";
}

std::string sentence_for(const hall::Refused& refused, const mall::Mall& mall) {
    assert(refused.why == hall::Refusal::prefix_of_paper);
    const mall::Agency& agency = mall.agencies[refused.about];
    return fmt::format(
        "The prefix \"{}\" of the new agency \"{}\" is that of today's paper roll: give it another "
        "one, or import the file when the day is over.",
        agency.prefix, agency.id);
}

/// A hall without a server, for as long as a file is imported.
Answer import_directly(std::unique_ptr<journal::Journal> journal, const Request& request) {
    const StillClock clock{hall_time(*journal)};
    journal::Writer writer{std::move(journal), clock, {}, {}};
    writer.start();
    return import_mall(writer, clock, request);
}

std::string said_of(const Answer& answer) {
    const std::string mall = text_in(answer, "mall");
    if (answer.at("is_new").as_bool()) return mall + ": new\n";
    const json::array& changes = answer.at("changes").as_array();
    if (changes.empty()) return mall + ": nothing changes\n";
    std::string text = fmt::format("{}: {} change{}, for visits issued from now on\n", mall,
                                   changes.size(), changes.size() == 1 ? "" : "s");
    for (const json::value& change : changes)
        text += "  " + text_in(change.as_object(), "text") + "\n";
    return text;
}

int import(const std::vector<std::string>& files, const Call& call) {
    json::array malls;
    std::string text;
    for (const CheckedFile& checked : check_files(files, "Nothing was imported")) {
        const Request request{{"verb", "import"},
                              {"file", checked.file},
                              {"text", checked.text},
                              {"logo", checked.mall.picture}};
        Answer answer = have_done(call.settings, request, [&](auto journal) {
            return import_directly(std::move(journal), request);
        });
        text += said_of(answer);
        malls.push_back(std::move(answer));
    }
    call.print({{"malls", malls}}, text);
    return success;
}

}  // namespace

std::expected<std::string, journal::Failure> configure(journal::Writer& writer, std::string actor,
                                                       std::string text,
                                                       std::shared_ptr<const mall::Mall> mall) {
    // Shared: the writer may still be leaving it when the answer is here.
    auto done = std::make_shared<std::promise<std::expected<journal::Answer, journal::Failure>>>();
    auto answered = done->get_future();
    writer.submit({.mall = mall->id,
                   .actor = std::move(actor),
                   .wish = [text = std::move(text), mall](const journal::Standing& standing,
                                                          Instant) -> hall::Result<hall::Command> {
                       return hall::Configure{standing.seq() + 1, text, mall};
                   },
                   .render =
                       [mall](const journal::Decided& decided) {
                           if (decided.result) return journal::Answer{.status = 200};
                           return journal::Answer{
                               .status = 409, .body = sentence_for(decided.result.error(), *mall)};
                       },
                   .done = [done](auto answer) { done->set_value(std::move(answer)); }});
    auto answer = answered.get();
    if (!answer) return std::unexpected{answer.error()};
    return std::move(answer->body);
}

Answer import_mall(journal::Writer& writer, const journal::Clock& clock, const Request& request) {
    const std::string text = text_in(request, "text");
    auto read = mall::read_mall(text, text_in(request, "file"));
    if (!read) {
        Answer answer = wrong_call("The file has faults and was not imported: see gerai check.");
        answer["faults"] = to_json(read.error());
        return answer;
    }
    read->picture = text_in(request, "logo");
    const auto mall = std::make_shared<const mall::Mall>(std::move(*read));
    const auto before = file_of(writer, clock, mall->id);
    Answer answer{{"mall", mall->id}, {"is_new", before == nullptr}, {"changes", json::array{}}};
    if (before && *before == *mall) return answer;
    if (before) answer["changes"] = changes_as_json(changes_between(*before, *mall));
    const auto refusal = configure(writer, "import", text, mall);
    if (!refusal) return failed(sentence_for(refusal.error()));
    if (!refusal->empty()) return failed(*refusal);
    return answer;
}

void add_import(CommandLine& line) {
    const auto files = std::make_shared<std::vector<std::string>>();
    line.add({.name = "import",
              .about = "gives malls a new configuration, while they run, and prints what changes",
              .settings = hall_settings,
              .prints_data = true},
             [files](const Call& call) { return import(*files, call); })
        .add_option("FILE", *files, "mall files")
        ->required();
}

}  // namespace gerai::app
