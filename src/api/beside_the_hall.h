#pragma once

namespace gerai::api {

/// Has everything else go before this thread and those that it starts.
void step_back_from_the_hall();

/// Has those that have stepped back go before this thread and those that it starts.
void step_back_from_the_questions();

/// How many threads may play days: as many as leave a core to the hall.
unsigned threads_beside_the_hall();

}  // namespace gerai::api
