#include "api/planning/study_work.h"

#include "api/planning/study_view.h"
#include "plan/study/simulated_bundle.h"

namespace gerai::api {

namespace {

/// Open dates that are played of a mall of which too little was seen.
constexpr std::uint32_t played_dates = 60;

/// What a mall has to show, or would have; nothing when it was stopped or nobody would come.
OwnFigures figures_of(const StudiedHere& here, const ReadFigures& read, const StudyAsked& asked,
                      const std::stop_token& stop) {
    OwnFigures figures = read(here);
    if (figures.bundle) return figures;
    const plan::PlayedPeriod period{
        .from = here.today, .days = played_dates, .seed = static_cast<std::uint64_t>(asked.seed)};
    figures.bundle = plan::simulated_bundle(*here.planned.mall, figures.file_hash, period, stop);
    return figures;
}

void play(PlanningRun& run, const StudiedHere& first, const OwnFigures& of_first,
          const measure::Bundle& of_second, const StudyAsked& asked) {
    const auto date = next_open_date(*first.planned.mall, first.today);
    if (!date) throw std::runtime_error{"The mall is closed for a year"};
    const PlannedModel played = model_of(first.planned, *date, 1);
    const plan::PracticeWish wish{.seed = static_cast<std::uint64_t>(asked.seed),
                                  .search_days = static_cast<std::uint32_t>(asked.days),
                                  .threads = run.threads()};
    const auto tell = [&](std::uint32_t done, std::uint32_t of) {
        run.tell({.stage = PlanningStage::play,
                  .done = done,
                  .of = std::int64_t{of},
                  .counter_half_hours = {}});
    };
    const auto study = plan::study(
        {.bundle = *of_first.bundle, .model = &played.model, .file_hash = of_first.file_hash},
        {.bundle = of_second}, wish, tell, run.stop());
    if (!study) return;
    run.give(json::write(view_of_study(*study, *first.planned.mall, played.fit, wish.confirm_days)),
             wish.confirm_days);
}

}  // namespace

PlanningWork study_work(StudiedHere first,
                        std::variant<StudiedHere, std::shared_ptr<const measure::Bundle>> second,
                        StudyAsked asked, ReadFigures read) {
    return [first = std::move(first), second = std::move(second), asked = std::move(asked),
            read = std::move(read)](PlanningRun& run) {
        using Imported = std::shared_ptr<const measure::Bundle>;
        const OwnFigures of_first = figures_of(first, read, asked, run.stop());
        std::optional<measure::Bundle> of_second;
        if (const Imported* const imported = std::get_if<Imported>(&second)) {
            of_second = **imported;
        } else {
            of_second = figures_of(std::get<StudiedHere>(second), read, asked, run.stop()).bundle;
        }
        if (run.stop().stop_requested()) return;
        if (!of_first.bundle || !of_second) {
            throw std::runtime_error{"Too few come to one of the malls to study it"};
        }
        play(run, first, of_first, *of_second, asked);
    };
}

}  // namespace gerai::api
