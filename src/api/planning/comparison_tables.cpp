#include "api/planning/tables.h"
#include "web/text.h"

namespace gerai::api {

namespace {

using web::Message;

/// Makes the one table of a comparison: a line for each scenario, agency and figure.
class ComparisonTable {
public:
    explicit ComparisonTable(web::Language language) : language_(language) {
        using enum TableColumn::Kind;
        table_ = {say(Message::planning_table_comparison),
                  {{"scenario", say(Message::planning_column_scenario), text},
                   {"agency", say(Message::planning_column_agency), text},
                   {"figure", say(Message::planning_column_figure), text},
                   {"before", say(Message::planning_column_as_it_is)},
                   {"after", say(Message::planning_column_value)},
                   {"difference", say(Message::planning_column_difference)},
                   {"margin", say(Message::planning_column_margin)},
                   {"verdict", say(Message::planning_column_verdict), text}},
                  {}};
    }

    void add(const ComparedScenario& scenario) {
        const ScenarioDifferences& all = scenario.differences;
        const std::string everybody = say(Message::planning_column_all);
        add({scenario.name, everybody}, Message::planning_figure_visits, all.visits);
        add({scenario.name, everybody}, Message::planning_figure_refused, all.refused);
        add({scenario.name, everybody}, Message::planning_figure_overtime_minutes,
            all.overtime_minutes);
        add({scenario.name, everybody}, all.all);
        const bool is_english = language_ == web::Language::english;
        for (const ComparedAgency& one : all.agencies) {
            add({scenario.name, is_english ? one.agency_name_en : one.agency_name}, one.figures);
        }
    }

    [[nodiscard]] Table table() && { return std::move(table_); }

private:
    struct Of {
        std::string scenario;
        std::string agency;
    };

    [[nodiscard]] std::string say(Message message) const { return web::text(message, language_); }

    [[nodiscard]] TableCell word_for(const Nullable<Verdict>& verdict) const {
        if (!verdict) return {};
        switch (*verdict) {
            case Verdict::better: return say(Message::planning_verdict_better);
            case Verdict::worse: return say(Message::planning_verdict_worse);
            case Verdict::unclear: return say(Message::planning_verdict_unclear);
        }
        std::unreachable();
    }

    static TableCell cell(const std::optional<double>& number) {
        return number ? TableCell{*number} : TableCell{};
    }

    void add(const Of& of, Message figure, const ComparedFigure& one) {
        std::vector<TableCell> row{of.scenario, of.agency, say(figure), cell(one.before),
                                   cell(one.after)};
        row.resize(row.size() + 2);
        if (one.difference) {
            row[row.size() - 2] = one.difference->value;
            row[row.size() - 1] = one.difference->margin;
        }
        row.push_back(word_for(one.verdict));
        table_.rows.push_back(std::move(row));
    }

    void add(const Of& of, const ComparedRow& row) {
        add(of, Message::planning_figure_steps, row.steps);
        add(of, Message::planning_figure_service_level, row.service_level);
        add(of, Message::planning_figure_wait_minutes, row.wait_minutes);
        add(of, Message::planning_figure_p90_minutes, row.p90_minutes);
        add(of, Message::planning_figure_cancelled, row.left);
        add(of, Message::planning_figure_utilisation, row.utilisation);
    }

    web::Language language_;
    Table table_;
};

}  // namespace

std::vector<Table> tables_of(const ComparisonResult& comparison, web::Language language) {
    ComparisonTable table{language};
    for (const ComparedScenario& scenario : comparison.scenarios) table.add(scenario);
    return {std::move(table).table()};
}

}  // namespace gerai::api
