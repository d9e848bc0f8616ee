#include "measure/bundle.h"

#include <ranges>

#include "trust/digest.h"

namespace gerai::measure {

namespace {

constexpr std::string_view version_member = "gerai_bundle";

/// All that is hashed, as bytes: the content and its version.
std::string hashed_text(const Bundle& bundle) {
    std::string text = R"({"content":)";
    text += json::write(bundle);
    text += R"(,"gerai_bundle":)" + std::to_string(version_of(bundle)) + "}";
    return text;
}

std::string words_for(json::FaultKind kind) {
    using enum json::FaultKind;
    switch (kind) {
        case malformed: return "expected JSON";
        case too_deep: return "expected fewer levels";
        case duplicate_member: return "expected this member once";
        case expected_object: return "expected an object";
        case expected_array: return "expected a list";
        case expected_string: return "expected a text";
        case expected_integer: return "expected a whole number";
        case expected_number: return "expected a number";
        case expected_boolean: return "expected true or false";
        case missing_member: return "expected this member, found none";
        case unknown_member: return "expected no such member in this version";
        case unknown_value: return "expected one of";
        case out_of_range: return "expected a number within its range";
        case too_long: return "expected a shorter text";
        case too_many_items: return "expected a shorter list";
        case bad_text: return "expected a text without NUL";
        case bad_format: return "expected such as";
        case expected_one_of: return "expected exactly one of";
        case not_possible: return "expected one of";
    }
    return "expected something else";
}

BundleFault fault_of(const json::Fault& fault, const std::string& root) {
    std::string expected = words_for(fault.kind);
    const bool names = fault.kind == json::FaultKind::unknown_value ||
                       fault.kind == json::FaultKind::bad_format ||
                       fault.kind == json::FaultKind::expected_one_of;
    if (names) {
        for (const std::string& one : fault.allowed) expected += " \"" + one + "\"";
    }
    return {.pointer = root + fault.pointer, .expected = std::move(expected)};
}

std::vector<BundleFault> faults_of(const json::Faults& faults, const std::string& root) {
    std::vector<BundleFault> all;
    for (const json::Fault& fault : faults | std::views::take(bundle_faults_max)) {
        all.push_back(fault_of(fault, root));
    }
    return all;
}

/// What is wrong with the frame around the content.
std::vector<BundleFault> faults_of_frame(const json::Object& file) {
    const json::Value* const version = file.if_contains(version_member);
    if (version == nullptr || !version->is_int64()) {
        return {{.pointer = "/gerai_bundle",
                 .expected = "expected the version of a bundle",
                 .reason = BundleFaultReason::no_bundle}};
    }
    if (version->as_int64() > bundle_version) {
        return {{.pointer = "/gerai_bundle",
                 .expected = "expected version " + std::to_string(bundle_version) +
                             " or older: a newer Gerai has made this bundle, and reads it",
                 .reason = BundleFaultReason::newer}};
    }
    std::vector<BundleFault> faults;
    if (version->as_int64() < 1) {
        faults.push_back({.pointer = "/gerai_bundle", .expected = "expected a version from 1 on"});
    }
    if (!file.contains("content")) {
        faults.push_back({.pointer = "/content", .expected = "expected this member, found none"});
    }
    const json::Value* const hash = file.if_contains("hash");
    if (hash == nullptr || !hash->is_string()) {
        faults.push_back({.pointer = "/hash", .expected = "expected the SHA-256 of the content"});
    }
    for (const auto& member : file) {
        if (faults.size() == bundle_faults_max) break;
        const std::string_view name{member.key().data(), member.key().size()};
        if (name == "content" || name == "hash" || name == version_member) continue;
        faults.push_back({.pointer = "/" + std::string{name},
                          .expected = "expected no such member in this version"});
    }
    return faults;
}

}  // namespace

int version_of(const Bundle& bundle) { return bundle.source == BundleSource::trial ? 2 : 1; }

std::string hash_of(const Bundle& bundle) { return trust::sha256_hex(hashed_text(bundle)); }

std::string write_bundle(const Bundle& bundle) {
    std::string text = hashed_text(bundle);
    const std::string hash = trust::sha256_hex(text);
    text.insert(text.size() - 1, R"(,"hash":")" + hash + '"');
    return text + "\n";
}

std::expected<Bundle, std::vector<BundleFault>> read_bundle(std::string_view text) {
    if (text.size() > bundle_bytes_max) {
        return std::unexpected{std::vector<BundleFault>{{.pointer = {},
                                                         .expected = "expected at most 8 MB",
                                                         .reason = BundleFaultReason::too_large}}};
    }
    const auto value = json::parse(text);
    if (!value) {
        auto faults = faults_of(value.error(), {});
        for (BundleFault& one : faults) one.reason = BundleFaultReason::no_bundle;
        return std::unexpected{std::move(faults)};
    }
    if (!value->is_object()) {
        return std::unexpected{std::vector<BundleFault>{{.pointer = {},
                                                         .expected = "expected an object",
                                                         .reason = BundleFaultReason::no_bundle}}};
    }
    const json::Object& file = value->as_object();
    if (auto faults = faults_of_frame(file); !faults.empty()) {
        return std::unexpected{std::move(faults)};
    }
    auto bundle = json::read<Bundle>(file.at("content"));
    if (!bundle) return std::unexpected{faults_of(bundle.error(), "/content")};
    if (const int version = version_of(*bundle); file.at(version_member).as_int64() != version) {
        return std::unexpected{std::vector<BundleFault>{
            {.pointer = "/gerai_bundle",
             .expected = "expected version " + std::to_string(version) + " of what is in it"}}};
    }
    const boost::json::string& hash = file.at("hash").as_string();
    if (hash_of(*bundle) != std::string_view{hash.data(), hash.size()}) {
        return std::unexpected{std::vector<BundleFault>{
            {.pointer = "/hash",
             .expected = "expected the SHA-256 of the content: it was altered since it was made",
             .reason = BundleFaultReason::altered}}};
    }
    if (auto faults = faults_of(*bundle); !faults.empty()) {
        return std::unexpected{std::move(faults)};
    }
    return *std::move(bundle);
}

bool looks_like_bundle(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
}

}  // namespace gerai::measure
