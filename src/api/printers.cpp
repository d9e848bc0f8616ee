#include "api/printers.h"

#include "api/visit_view.h"

namespace gerai::api {

PrinterList printers_of(const Context& context, const hall::Day& day, const std::string& mall,
                        const trust::Actor& actor) {
    PrinterList list;
    const mall::Mall* const file = file_of(day);
    if (file == nullptr) return list;
    for (const mall::Printer& printer : file->printers) {
        const ticket::PrinterPlace where{mall, printer.id, printer.address};
        const ticket::PrinterStanding standing = context.prints.book().standing(where);
        list.printers.push_back({.id = printer.id,
                                 .own = printer.id == actor.device,
                                 .state = standing.state,
                                 .since = {},
                                 .waiting = static_cast<std::int64_t>(standing.waiting)});
        if (standing.since) list.printers.back().since = Timestamp{*standing.since, zone_of(day)};
    }
    return list;
}

void ask_printers(Context& context, const hall::Day& day, const std::string& mall) {
    const mall::Mall* const file = file_of(day);
    if (file == nullptr) return;
    for (const mall::Printer& printer : file->printers) {
        context.prints.ask({mall, printer.id, printer.address});
    }
}

}  // namespace gerai::api
