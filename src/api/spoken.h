#pragma once

#include "hall/day.h"
#include "voice/voice.h"
#include "web/language.h"

/// The sentences of the hall's voice, from the catalogue of messages.
namespace gerai::api {

/// "Nomor antrean, a, nol dua tiga, silakan menuju loket lima."; the second and later times say so.
/// Who has been served elsewhere in the visit is asked to go on.
voice::Utterance spoken_call(const hall::Day& day, const hall::Announcement& announcement,
                             web::Language language);

/// What stands on the ticket of a visit, for who cannot read it.
voice::Utterance spoken_ticket(const hall::Day& day, hall::VisitIndex visit,
                               web::Language language);

/// A part of what a kiosk says: a text of its pages (`text.question`; `text.guide` says how the
/// guide goes), the name of a `service.`, `agency.`, `bundle.` or `class.` by its id, the
/// `requirements.` of a service, or any of them as a choice (`3.service.x`); nothing for any other
/// key.
std::optional<voice::Utterance> spoken_part(const hall::Day& day, std::string_view key,
                                            web::Language language);

/// The language of a visit as the catalogue has it.
web::Language language_of(hall::Language language);

}  // namespace gerai::api
