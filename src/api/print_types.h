#pragma once

#include "api/types.h"
#include "ticket/print_book.h"

/// The shapes of prints and printers.
namespace gerai::api {

struct NewPrint {
    Text<60> printer;
    std::optional<bool> copy;
};
BOOST_DESCRIBE_STRUCT(NewPrint, (), (printer, copy))

struct HowItCameOut {
    bool came_out = false;
};
BOOST_DESCRIBE_STRUCT(HowItCameOut, (), (came_out))

/// A print of a visit's ticket. `sent` is whether bytes of it have gone to the printer, so that
/// paper may be lying there; `printer_state` how the printer was when it was last asked for it.
struct PrintView {
    std::string id;
    std::string visit;
    std::string number;
    std::string printer;
    bool copy = false;
    ticket::PrintState state{};
    bool sent = false;
    std::optional<bool> came_out;
    ticket::PrinterState printer_state{};
    Timestamp asked_at;
    Timestamp changed_at;
};
BOOST_DESCRIBE_STRUCT(PrintView, (),
                      (id, visit, number, printer, copy, state, sent, came_out, printer_state,
                       asked_at, changed_at))

/// A printer of the mall file. `own` is the one that is named as the device of the asking token.
struct PrinterView {
    std::string id;
    bool own = false;
    ticket::PrinterState state{};
    std::optional<Timestamp> since;
    std::int64_t waiting{};
};
BOOST_DESCRIBE_STRUCT(PrinterView, (), (id, own, state, since, waiting))

struct PrinterList {
    std::vector<PrinterView> printers;
};
BOOST_DESCRIBE_STRUCT(PrinterList, (), (printers))

}  // namespace gerai::api
