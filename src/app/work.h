#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <memory>
#include <string_view>

#include "app/settings.h"
#include "journal/journal.h"
#include "mall/mall.h"

/// How verbs reach the hall: those that read open the database beside a running server, those that
/// write ask it, or write themselves where none runs.
namespace gerai::app {

/// A request to a server and its answer. An answer with `error` is a sentence for people;
/// `is_wrong_call` beside it says that the call was wrong.
using Request = boost::json::object;
using Answer = boost::json::object;

Answer failed(std::string_view sentence);
Answer wrong_call(std::string_view sentence);

/// The member of a request as a text, empty when it is absent.
std::string text_in(const boost::json::object& object, std::string_view member);

/// Opens the database for reading. Throws `WrongCall` when there is none yet.
std::unique_ptr<journal::Reader> open_reader(const Settings& settings);

/// Has a request done by the server that runs on the data directory, so that it knows of it at
/// once, or by `directly`: on SQLite under the lock of the file, on PostgreSQL everybody may write.
/// Throws what the answer's `error` says.
Answer have_done(const Settings& settings, Request request,
                 const std::function<Answer(std::unique_ptr<journal::Journal>)>& directly);

/// The mall's file in force, or null when the journal has none.
std::shared_ptr<const mall::Mall> file_in_force(journal::Reader& reader, const std::string& mall);

/// How a database is named in requests, so that a server of another one can tell.
std::string database_name(const std::string& address);

}  // namespace gerai::app
