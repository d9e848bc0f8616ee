#include "app/learning.h"

#include <algorithm>
#include <deque>
#include <memory>

#include "journal/event_json.h"

namespace gerai::app {

namespace {

/// What is learned so far, told of the events of each date that is read.
class Learning final : public journal::Observer, public std::enable_shared_from_this<Learning> {
public:
    Learning(journal::Archive& archive, journal::Writer& writer, api::EstimateBook& book,
             std::string mall)
        : archive_(archive), writer_(writer), book_(book), mall_(std::move(mall)) {}

    void begin() {
        const bool is_taken = submit([this](journal::Reader& reader) {
            for (const journal::DayRow& day : reader.days()) {
                if (day.mall == mall_) dates_.push_back(day.business_date);
            }
            std::ranges::sort(dates_);
            while (dates_.size() > measure::Estimates::dates_counted) dates_.pop_front();
            go_on(reader);
        });
        if (!is_taken) finish();
    }

    void on_event(const std::string& /*mall*/, std::int64_t /*seq*/, const hall::Event& event,
                  const hall::Day& day) override {
        estimates_.note(event, day);
    }
    void on_settled(const std::string&, std::int64_t, const hall::Day&) override {}

private:
    /// The archive's other readings come in between; false when too many of them wait.
    bool submit(std::function<void(journal::Reader&)> reading) {
        return archive_.submit([self = shared_from_this(), reading = std::move(reading)](
                                   journal::Archive::Shelf& shelf) { reading(shelf.reader()); });
    }

    /// On the archive's thread. A date that it has no room for is read at once.
    void go_on(journal::Reader& reader) {
        while (!dates_.empty()) {
            const bool is_taken = submit([this](journal::Reader& later) {
                read_next(later);
                go_on(later);
            });
            if (is_taken) return;
            read_next(reader);
        }
        finish();
    }

    void read_next(journal::Reader& reader) {
        if (auto day = journal::standing_of(reader, mall_, dates_.front(), this)) {
            standing_ = std::move(day);
        }
        dates_.pop_front();
    }

    void finish() {
        writer_.run([self = shared_from_this()](journal::Journal& journal) {
            self->catch_up(journal);
            self->book_.of(self->mall_).begin(std::move(self->estimates_));
        });
    }

    void catch_up(journal::Reader& reader) {
        if (standing_ == nullptr) return;
        constexpr std::size_t batch = 1'000;
        while (true) {
            const auto records = reader.read(mall_, standing_->seq(), batch);
            for (const journal::Record& record : records) {
                const hall::Event event = journal::decode(record, standing_->day().rules());
                standing_->apply(record.seq, event);
                estimates_.note(event, standing_->day());
            }
            if (records.size() < batch) return;
        }
    }

    journal::Archive& archive_;
    journal::Writer& writer_;
    api::EstimateBook& book_;
    std::string mall_;
    std::deque<Date> dates_;
    std::unique_ptr<journal::Standing> standing_;  // Of the last date that was read.
    measure::Estimates estimates_;
};

}  // namespace

void learn_waits(journal::Archive& archive, journal::Writer& writer, api::EstimateBook& book,
                 const std::string& mall) {
    std::make_shared<Learning>(archive, writer, book, mall)->begin();
}

}  // namespace gerai::app
