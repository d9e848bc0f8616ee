#include "web/metrics.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <variant>

#include "web/problem.h"

namespace gerai::web {

namespace {

using Ask = std::function<double()>;

std::atomic<std::uint64_t> next_metrics_id{0};

/// A series: one of the kinds.
using Series =
    std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>, std::unique_ptr<Histogram>, Ask>;

struct Family {
    std::string help;
    std::string type;
    std::map<std::string, Series> series;  ///< By labels as they are printed, without braces.
};

/// `route="/livez",method="GET"`, escaped.
std::string printed(std::span<const Label> labels) {
    std::string out;
    for (const Label& label : labels) {
        if (!out.empty()) out += ',';
        out.append(label.name).append("=\"");
        for (const char c : label.value) {
            if (c == '\\' || c == '"') out += '\\';
            out += c == '\n' ? ' ' : c;
        }
        out += '"';
    }
    return out;
}

void append_number(std::string& out, double value) {
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end);
}

void append_line(std::string& out, std::string_view name, std::string_view labels, double value) {
    out += name;
    if (!labels.empty()) out.append("{").append(labels).append("}");
    out += ' ';
    append_number(out, value);
    out += '\n';
}

void append_histogram(std::string& out, const std::string& name, const std::string& labels,
                      const Histogram& histogram) {
    const std::string comma = labels.empty() ? "" : ",";
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < histogram.bounds().size(); ++i) {
        total += histogram.count(i);
        std::string bound;
        append_number(bound, histogram.bounds()[i]);
        std::string with_bound = labels + comma;
        with_bound.append("le=\"").append(bound).append("\"");
        append_line(out, name + "_bucket", with_bound, static_cast<double>(total));
    }
    total += histogram.count(histogram.bounds().size());
    append_line(out, name + "_bucket", labels + comma + "le=\"+Inf\"", static_cast<double>(total));
    append_line(out, name + "_sum", labels, histogram.sum());
    append_line(out, name + "_count", labels, static_cast<double>(total));
}

void append_series(std::string& out, const std::string& name, const std::string& labels,
                   const Series& series) {
    if (const auto* const counter = std::get_if<std::unique_ptr<Counter>>(&series)) {
        append_line(out, name, labels, static_cast<double>((*counter)->value()));
    } else if (const auto* const gauge = std::get_if<std::unique_ptr<Gauge>>(&series)) {
        append_line(out, name, labels, (*gauge)->value());
    } else if (const auto* const histogram = std::get_if<std::unique_ptr<Histogram>>(&series)) {
        append_histogram(out, name, labels, **histogram);
    } else {
        append_line(out, name, labels, std::get<Ask>(series)());
    }
}

}  // namespace

void Histogram::observe(double value) {
    const auto bucket = std::ranges::lower_bound(bounds_, value) - bounds_.begin();
    counts_.at(static_cast<std::size_t>(bucket)).fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(value, std::memory_order_relaxed);
}

struct Metrics::State {
    /// The series of that name and those labels, made by `make` when it is new.
    template <class Make>
    Series& find(std::string_view name, std::string_view help, std::string_view type,
                 std::span<const Label> labels, Make make) {
        const std::scoped_lock lock(mutex);
        auto& family = families[std::string{name}];
        if (family.type.empty()) {
            family.help = help;
            family.type = type;
        }
        if (family.type != type) {
            throw std::logic_error(std::string{name} + " is not a " + std::string{type});
        }
        const auto [at, is_new] = family.series.try_emplace(printed(labels));
        if (is_new) at->second = make();
        return at->second;
    }

    const std::uint64_t id = next_metrics_id++;  // An address may come back, an id never does.
    mutable std::mutex mutex;
    std::map<std::string, Family> families;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

Counter& Metrics::counter(std::string_view name, std::string_view help,
                          std::initializer_list<Label> labels) {
    return *std::get<std::unique_ptr<Counter>>(
        state_->find(name, help, "counter", labels, [] { return std::make_unique<Counter>(); }));
}

Gauge& Metrics::gauge(std::string_view name, std::string_view help,
                      std::initializer_list<Label> labels) {
    return *std::get<std::unique_ptr<Gauge>>(
        state_->find(name, help, "gauge", labels, [] { return std::make_unique<Gauge>(); }));
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help,
                              std::span<const double> bounds, std::initializer_list<Label> labels) {
    return *std::get<std::unique_ptr<Histogram>>(state_->find(
        name, help, "histogram", labels, [&] { return std::make_unique<Histogram>(bounds); }));
}

void Metrics::gauge_from(std::string_view name, std::string_view help,
                         std::initializer_list<Label> labels, std::function<double()> ask) {
    state_->find(name, help, "gauge", labels, [&] { return std::move(ask); });
}

void Metrics::counter_from(std::string_view name, std::string_view help,
                           std::initializer_list<Label> labels,
                           std::function<std::uint64_t()> ask) {
    state_->find(name, help, "counter", labels, [&] {
        return Ask{[ask = std::move(ask)] { return static_cast<double>(ask()); }};
    });
}

void Metrics::observe(const Finished& finished) {
    // Each thread remembers the series that it has met, so that counting takes no lock.
    struct Key {
        std::uint64_t owner;
        std::string_view route;
        Method method;
        int status;
        auto operator<=>(const Key&) const = default;
    };
    static thread_local std::map<Key, Histogram*> known;
    auto& histogram = known[{state_->id, finished.trail.route, finished.method, finished.status}];
    if (histogram == nullptr) {
        histogram = &this->histogram("gerai_http_request_duration_seconds",
                                     "Time from a request to its answer.", request_seconds_bounds,
                                     {{"route", finished.trail.route},
                                      {"method", name(finished.method)},
                                      {"code", std::to_string(finished.status)}});
    }
    histogram->observe(std::chrono::duration<double>(finished.duration).count());
}

std::string Metrics::text() const {
    const std::scoped_lock lock(state_->mutex);
    std::string out;
    for (const auto& [name, family] : state_->families) {
        out.append("# HELP ").append(name).append(" ").append(family.help).append("\n");
        out.append("# TYPE ").append(name).append(" ").append(family.type).append("\n");
        for (const auto& [labels, series] : family.series) {
            append_series(out, name, labels, series);
        }
    }
    return out;
}

Handler metrics_handler(const Metrics& metrics) {
    return [&metrics](Request&& request, Responder responder) {
        const Request taken = std::move(request);
        if (taken.path != "/metrics" ||
            (taken.method != Method::get && taken.method != Method::head)) {
            return responder.send(problem(problems::not_found, Asker{taken}));
        }
        Response response;
        response.content_type = "text/plain; version=0.0.4; charset=utf-8";
        response.body = metrics.text();
        responder.send(std::move(response));
    };
}

}  // namespace gerai::web
