#pragma once

#include <string_view>
#include <vector>

#include "hall/command.h"
#include "hall/day.h"
#include "journal/writer.h"
#include "web/problem.h"

/// The one table from what the hall refuses to what people are told.
namespace gerai::api {

namespace problems {

using web::Message;

inline constexpr web::ProblemKind unknown_visit{"unknown-visit", 404,
                                                Message::problem_unknown_visit_title,
                                                Message::problem_unknown_visit_detail};
inline constexpr web::ProblemKind unknown_step{
    "unknown-step", 422, Message::problem_unknown_step_title, Message::problem_unknown_step_detail};
inline constexpr web::ProblemKind unknown_counter{"unknown-counter", 404,
                                                  Message::problem_unknown_counter_title,
                                                  Message::problem_unknown_counter_detail};
inline constexpr web::ProblemKind unknown_service{"unknown-service", 422,
                                                  Message::problem_unknown_service_title,
                                                  Message::problem_unknown_service_detail};
inline constexpr web::ProblemKind unknown_class{"unknown-class", 422,
                                                Message::problem_unknown_class_title,
                                                Message::problem_unknown_class_detail};
inline constexpr web::ProblemKind no_services{
    "no-services", 422, Message::problem_no_services_title, Message::problem_no_services_detail};
inline constexpr web::ProblemKind service_not_offered_today{
    "service-not-offered-today", 409, Message::problem_service_not_offered_today_title,
    Message::problem_service_not_offered_today_detail};
inline constexpr web::ProblemKind capacity_reached{"capacity-reached", 409,
                                                   Message::problem_capacity_reached_title,
                                                   Message::problem_capacity_reached_detail};
inline constexpr web::ProblemKind closed{"closed", 409, Message::problem_closed_title,
                                         Message::problem_closed_detail};
inline constexpr web::ProblemKind date_closed{
    "date-closed", 409, Message::problem_date_closed_title, Message::problem_date_closed_detail};
inline constexpr web::ProblemKind unknown_printer{"unknown-printer", 422,
                                                  Message::problem_unknown_printer_title,
                                                  Message::problem_unknown_printer_detail};
inline constexpr web::ProblemKind unknown_print{"unknown-print", 404,
                                                Message::problem_unknown_print_title,
                                                Message::problem_unknown_print_detail};
inline constexpr web::ProblemKind no_paper_roll{"no-paper-roll", 409,
                                                Message::problem_no_paper_roll_title,
                                                Message::problem_no_paper_roll_detail};
inline constexpr web::ProblemKind paper_number_used{"paper-number-used", 409,
                                                    Message::problem_paper_number_used_title,
                                                    Message::problem_paper_number_used_detail};
inline constexpr web::ProblemKind paper_time_out_of_range{
    "paper-time-out-of-range", 422, Message::problem_paper_time_out_of_range_title,
    Message::problem_paper_time_out_of_range_detail};
inline constexpr web::ProblemKind wrong_step_state{"wrong-step-state", 409,
                                                   Message::problem_wrong_step_state_title,
                                                   Message::problem_wrong_step_state_detail};
inline constexpr web::ProblemKind wrong_counter_state{"wrong-counter-state", 409,
                                                      Message::problem_wrong_counter_state_title,
                                                      Message::problem_wrong_counter_state_detail};
inline constexpr web::ProblemKind counter_busy{
    "counter-busy", 409, Message::problem_counter_busy_title, Message::problem_counter_busy_detail};
inline constexpr web::ProblemKind counter_idle{
    "counter-idle", 409, Message::problem_counter_idle_title, Message::problem_counter_idle_detail};
inline constexpr web::ProblemKind busy_elsewhere{"busy-elsewhere", 409,
                                                 Message::problem_busy_elsewhere_title,
                                                 Message::problem_busy_elsewhere_detail};
inline constexpr web::ProblemKind waits_for_others{"waits-for-others", 409,
                                                   Message::problem_waits_for_others_title,
                                                   Message::problem_waits_for_others_detail};
inline constexpr web::ProblemKind no_step_here{
    "no-step-here", 409, Message::problem_no_step_here_title, Message::problem_no_step_here_detail};
inline constexpr web::ProblemKind not_given_here{"not-given-here", 409,
                                                 Message::problem_not_given_here_title,
                                                 Message::problem_not_given_here_detail};
inline constexpr web::ProblemKind already_waiting{"already-waiting", 409,
                                                  Message::problem_already_waiting_title,
                                                  Message::problem_already_waiting_detail};
inline constexpr web::ProblemKind waits_in_a_circle{"waits-in-a-circle", 409,
                                                    Message::problem_waits_in_a_circle_title,
                                                    Message::problem_waits_in_a_circle_detail};
inline constexpr web::ProblemKind unknown_announcement{
    "unknown-announcement", 404, Message::problem_unknown_announcement_title,
    Message::problem_unknown_announcement_detail};
inline constexpr web::ProblemKind unknown_notice{"unknown-notice", 404,
                                                 Message::problem_unknown_notice_title,
                                                 Message::problem_unknown_notice_detail};
inline constexpr web::ProblemKind too_many_notices{"too-many-notices", 409,
                                                   Message::problem_too_many_notices_title,
                                                   Message::problem_too_many_notices_detail};
inline constexpr web::ProblemKind unknown_help{
    "unknown-help", 404, Message::problem_unknown_help_title, Message::problem_unknown_help_detail};
inline constexpr web::ProblemKind too_many_boards{"too-many-boards", 409,
                                                  Message::problem_too_many_boards_title,
                                                  Message::problem_too_many_boards_detail};
inline constexpr web::ProblemKind unknown_job{
    "unknown-job", 404, Message::problem_unknown_job_title, Message::problem_unknown_job_detail};
inline constexpr web::ProblemKind no_result{"no-result", 409, Message::problem_no_result_title,
                                            Message::problem_no_result_detail};
inline constexpr web::ProblemKind bundle_too_many{"too-many-bundles", 409,
                                                  Message::problem_bundle_too_many_title,
                                                  Message::problem_bundle_too_many_detail};
inline constexpr web::ProblemKind no_dates{"no-dates", 409, Message::problem_no_dates_title,
                                           Message::problem_no_dates_detail};
inline constexpr web::ProblemKind planning_busy{"planning-busy", 503,
                                                Message::problem_planning_busy_title,
                                                Message::problem_planning_busy_detail, 60};
inline constexpr web::ProblemKind nothing_to_cancel{"nothing-to-cancel", 409,
                                                    Message::problem_nothing_to_cancel_title,
                                                    Message::problem_nothing_to_cancel_detail};
inline constexpr web::ProblemKind nothing_to_rejoin{"nothing-to-rejoin", 409,
                                                    Message::problem_nothing_to_rejoin_title,
                                                    Message::problem_nothing_to_rejoin_detail};
inline constexpr web::ProblemKind no_rejoins_left{"no-rejoins-left", 409,
                                                  Message::problem_no_rejoins_left_title,
                                                  Message::problem_no_rejoins_left_detail};
inline constexpr web::ProblemKind too_late_to_rejoin{"too-late-to-rejoin", 409,
                                                     Message::problem_too_late_to_rejoin_title,
                                                     Message::problem_too_late_to_rejoin_detail};
inline constexpr web::ProblemKind nothing_to_undo{"nothing-to-undo", 409,
                                                  Message::problem_nothing_to_undo_title,
                                                  Message::problem_nothing_to_undo_detail};
inline constexpr web::ProblemKind too_late_to_undo{"too-late-to-undo", 409,
                                                   Message::problem_too_late_to_undo_title,
                                                   Message::problem_too_late_to_undo_detail};
inline constexpr web::ProblemKind touched_since{"touched-since", 409,
                                                Message::problem_touched_since_title,
                                                Message::problem_touched_since_detail};
inline constexpr web::ProblemKind carried_over{
    "carried-over", 409, Message::problem_carried_over_title, Message::problem_carried_over_detail};
inline constexpr web::ProblemKind taken_over{"taken-over", 409, Message::problem_taken_over_title,
                                             Message::problem_taken_over_detail};
inline constexpr web::ProblemKind session_exists{"session-exists", 409,
                                                 Message::problem_session_exists_title,
                                                 Message::problem_session_exists_detail};
inline constexpr web::ProblemKind forming_changed{"forming-changed", 409,
                                                  Message::problem_forming_changed_title,
                                                  Message::problem_forming_changed_detail};
inline constexpr web::ProblemKind not_rateable{
    "not-rateable", 409, Message::problem_not_rateable_title, Message::problem_not_rateable_detail};
inline constexpr web::ProblemKind key_reused{"key-reused", 422, Message::problem_key_reused_title,
                                             Message::problem_key_reused_detail};
inline constexpr web::ProblemKind bad_key{"bad-key", 400, Message::problem_bad_key_title,
                                          Message::problem_bad_key_detail};
inline constexpr web::ProblemKind read_only{"read-only", 503, Message::problem_read_only_title,
                                            Message::problem_read_only_detail, 5};
inline constexpr web::ProblemKind clock_astray{"clock-astray", 503,
                                               Message::problem_clock_astray_title,
                                               Message::problem_clock_astray_detail, 5};

}  // namespace problems

/// The problem of a refusal.
const web::ProblemKind& problem_of(hall::Refusal why);

/// The word for a step's state: `sedang menunggu`.
web::Message message_of(hall::StepState state);

/// The answer to a refused command, in the words of the asker; `nobody_waits` is 204 without a
/// body.
web::Response refusal_response(const hall::Refused& refused, const hall::Day& day,
                               const web::Asker& asker);

/// The answer when there is none from the hall.
web::Response failure_response(journal::Failure why, const web::Asker& asker);

/// Whether an answer is kept with its key, so that repeating the request gives it again.
constexpr bool is_kept(int status) {
    return status == 200 || status == 201 || status == 202 || status == 204 || status == 409;
}

}  // namespace gerai::api
