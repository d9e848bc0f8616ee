#pragma once

#include <future>
#include <memory>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "journal/archive.h"

namespace gerai::api {

/// What `read` finds in the journal: on the archive's thread, between what others read, while this
/// one waits. Never for a thread that answers requests. Throws where too many wait, and what `read`
/// throws.
template <class Read>
auto read_and_wait(journal::Archive& archive, Read read) {
    using Found = std::invoke_result_t<Read&, journal::Reader&>;
    auto told = std::make_shared<std::promise<Found>>();
    auto found = told->get_future();
    const bool is_taken =
        archive.submit([told, read = std::move(read)](journal::Archive::Shelf& shelf) mutable {
            try {
                told->set_value(read(shelf.reader()));
            } catch (...) {
                told->set_exception(std::current_exception());
            }
        });
    told.reset();
    if (!is_taken) throw std::runtime_error{"Too many readings of the journal wait"};
    return found.get();
}

}  // namespace gerai::api
