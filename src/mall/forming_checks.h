#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mall/forming.h"

namespace gerai::mall {

enum class FormingFaultKind {
    empty_text,
    unprintable,  ///< A text with control characters, or more than one line where one is expected.
    nik,          ///< A personal number stands in a text; here and in the next two.
    nip,
    phone,
    not_a_link,
    given_twice,      ///< A stage, or the id of an agreement.
    bad_id,           ///< Lower-case letters, digits, `-` and `_` are an id.
    other_stage,      ///< That paper belongs to another stage. About: which.
    unknown_agency,   ///< About: the id that the mall file does not have; here and below.
    unknown_service,  ///< Or a service of another agency.
    unknown_booth,
    unknown_counter,  ///< Or one in a booth that the agreement does not name.
    ends_before_it_begins,
    notice_after_the_end,
    no_days,
    booth_taken,  ///< About: the agency that has it then, by an agreement of the same time.
};

/// One thing that is wrong with a document on forming.
struct FormingFault {
    std::string pointer;  ///< RFC 6901, such as `/agreements/0/ends`.
    FormingFaultKind kind{};
    std::string about;           ///< A name for people, or an id; as the kind says.
    std::optional<Weekday> day;  ///< For `booth_taken`.

    friend bool operator==(const FormingFault&, const FormingFault&) = default;
};

/// Everything that is wrong with a document beyond its form, in its order. What stands in `before`
/// as it is was right when it came and is not looked at again: the mall file may have changed
/// since, and an old agreement must not stop a new one. A new or changed agreement is compared with
/// all.
std::vector<FormingFault> faults_of(const Forming& forming, const Mall& mall,
                                    const Forming& before);

}  // namespace gerai::mall
