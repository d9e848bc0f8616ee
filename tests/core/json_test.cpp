#include "core/json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gerai::json {

namespace {

enum class Channel { kiosk, web, public_ };
BOOST_DESCRIBE_ENUM(Channel, kiosk, web, public_)

struct Slot {
    Ranged<1, 50> capacity;
    std::optional<bool> open;
};
BOOST_DESCRIBE_STRUCT(Slot, (), (capacity, open))

struct Wish {
    Text<5> name;
    std::int32_t count = 0;
    Channel class_ = Channel::kiosk;
    std::vector<Slot> slots;
    std::optional<Date> date;
    Nullable<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Wish, (), (name, count, class_, slots, date, note))

struct ToService {
    std::string service;
};
BOOST_DESCRIBE_STRUCT(ToService, (), (service))

struct ToCounter {
    std::int32_t counter = 0;
};
BOOST_DESCRIBE_STRUCT(ToCounter, (), (counter))

using Target = std::variant<ToService, ToCounter>;

/// The faults of reading `text` as a `T`, as `pointer kind`.
template <class T>
std::vector<std::pair<std::string, FaultKind>> faults_of(std::string_view text) {
    std::vector<std::pair<std::string, FaultKind>> all;
    const auto read = read_text<T>(text);
    if (read) return all;
    for (const Fault& fault : read.error()) all.emplace_back(fault.pointer, fault.kind);
    return all;
}

using Found = std::vector<std::pair<std::string, FaultKind>>;

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST(Json, ReadsWhatItWrites) {
    const std::string text =
        R"({"name":"Ayu","count":3,"class":"public","slots":[{"capacity":4},{"capacity":5,)"
        R"("open":true}],"date":"2026-11-25","note":null})";

    const auto wish = read_text<Wish>(text);

    ASSERT_TRUE(wish);
    EXPECT_EQ(wish->class_, Channel::public_);
    EXPECT_EQ(write(*wish), text);
}

TEST(Json, TakesNullForAbsent) {
    const auto wish =
        read_text<Wish>(R"({"name":"A","count":3.0,"class":"web","slots":[],"date":null})");

    ASSERT_TRUE(wish);
    EXPECT_EQ(wish->count, 3);
    EXPECT_FALSE(wish->date);
    EXPECT_FALSE(wish->note);
}

TEST(Json, NamesEveryFaultWithItsPlace) {
    const auto found = faults_of<Wish>(
        R"({"name":"Ayuningtyas","count":"3","class":"fax","slots":[{"capacity":51},7,)"
        R"({"open":1,"capacity":1}],"date":"25-11-2026","a/b~c":1})");

    EXPECT_EQ(found, (Found{{"/name", FaultKind::too_long},
                            {"/count", FaultKind::expected_integer},
                            {"/class", FaultKind::unknown_value},
                            {"/slots/0/capacity", FaultKind::out_of_range},
                            {"/slots/1", FaultKind::expected_object},
                            {"/slots/2/open", FaultKind::expected_boolean},
                            {"/date", FaultKind::bad_format},
                            {"/a~1b~0c", FaultKind::unknown_member}}));
}

TEST(Json, SaysWhatWouldBeAllowed) {
    const auto wish = read_text<Wish>(R"({"name":"A","count":1,"class":"fax","slots":[]})");

    ASSERT_FALSE(wish);
    EXPECT_EQ(wish.error()[0].allowed, (std::vector<std::string>{"kiosk", "web", "public"}));
}

TEST(Json, MissesWhatIsRequired) {
    EXPECT_EQ(faults_of<Wish>("{}"), (Found{{"/name", FaultKind::missing_member},
                                            {"/count", FaultKind::missing_member},
                                            {"/class", FaultKind::missing_member},
                                            {"/slots", FaultKind::missing_member}}));
}

TEST(Json, RefusesWhatIsNoDocument) {
    const std::vector<std::pair<std::string, FaultKind>> table{
        {"", FaultKind::malformed},
        {"{", FaultKind::malformed},
        {"{}x", FaultKind::malformed},
        {"{} {}", FaultKind::malformed},
        {"{'a':1}", FaultKind::malformed},
        {"{\"a\":1,}", FaultKind::malformed},
        {"// comment\n{}", FaultKind::malformed},
        {"\xEF\xBB\xBF{}", FaultKind::malformed},
        {"{\"name\":\"\xC0\xAF\"}", FaultKind::malformed},
        {"{\"name\":\"\xED\xA0\x80\"}", FaultKind::malformed},
        {R"({"name":"\ud800"})", FaultKind::malformed},
        {std::string{"{\"name\":\"\0\"}", 12}, FaultKind::malformed},
        {nested(33), FaultKind::too_deep},
        {nested(30'000), FaultKind::too_deep},
        {"[]", FaultKind::expected_object},
        {"null", FaultKind::expected_object},
    };

    for (const auto& [text, kind] : table) {
        const auto found = faults_of<Wish>(text);
        ASSERT_FALSE(found.empty()) << text;
        EXPECT_EQ(found[0].second, kind) << text;
    }
}

TEST(Json, SaysWhereADocumentBreaks) {
    const auto wish = read_text<Wish>(R"({"name" "A"})");

    ASSERT_FALSE(wish);
    EXPECT_EQ(wish.error()[0].position, 9U);
}

TEST(Json, RefusesAMemberThatIsThereTwice) {
    EXPECT_EQ(faults_of<Wish>(R"({"name":"A","slots":[{},{"x":1,"x":2}],"name":"B"})"),
              (Found{{"/slots/1/x", FaultKind::duplicate_member},
                     {"/name", FaultKind::duplicate_member}}));
}

TEST(Json, RefusesNumbersBeyondTheirType) {
    EXPECT_EQ(faults_of<ToCounter>(R"({"counter":2147483648})"),
              (Found{{"/counter", FaultKind::out_of_range}}));
    EXPECT_EQ(faults_of<ToCounter>(R"({"counter":18446744073709551615})"),
              (Found{{"/counter", FaultKind::out_of_range}}));
    EXPECT_EQ(faults_of<ToCounter>(R"({"counter":1e400})").size(), 1U);
    EXPECT_EQ(faults_of<ToCounter>(R"({"counter":1.5})"),
              (Found{{"/counter", FaultKind::expected_integer}}));
}

TEST(Json, RefusesNulInAString) {
    EXPECT_EQ(faults_of<ToService>(R"({"service":"a\u0000b"})"),
              (Found{{"/service", FaultKind::bad_text}}));
}

TEST(Json, BoundsStringsByCharactersAndListsByItems) {
    std::string thousand;
    for (int i = 0; i < 1000; ++i) thousand += "é";
    EXPECT_TRUE(read_text<ToService>("{\"service\":\"" + thousand + "\"}"));
    EXPECT_EQ(faults_of<ToService>("{\"service\":\"" + thousand + "x\"}"),
              (Found{{"/service", FaultKind::too_long}}));

    std::string many = "[1";
    for (int i = 0; i < 1000; ++i) many += ",1";
    EXPECT_EQ(faults_of<std::vector<std::int32_t>>(many + "]"),
              (Found{{"", FaultKind::too_many_items}}));
}

TEST(Json, TellsAlternativesApartByTheirMembers) {
    const auto service = read_text<Target>(R"({"service":"s"})");
    ASSERT_TRUE(service);
    EXPECT_TRUE(std::holds_alternative<ToService>(*service));
    const auto counter = read_text<Target>(R"({"counter":4})");
    ASSERT_TRUE(counter);
    EXPECT_EQ(std::get<ToCounter>(*counter).counter, 4);

    EXPECT_EQ(faults_of<Target>("{}"), (Found{{"", FaultKind::expected_one_of}}));
    EXPECT_EQ(faults_of<Target>(R"({"service":"s","counter":4})"),
              (Found{{"", FaultKind::expected_one_of}}));
    EXPECT_EQ(faults_of<Target>(R"({"counter":"x"})"),
              (Found{{"/counter", FaultKind::expected_integer}}));
}

TEST(Json, DescribesATypeForTheDocument) {
    Schemas schemas;
    schemas.closed = true;

    const Value reference = schema_reference<Wish>(schemas);

    EXPECT_EQ(boost::json::serialize(reference), R"({"$ref":"#/components/schemas/Wish"})");
    const Object& wish = schemas.components.at("Wish").as_object();
    EXPECT_EQ(boost::json::serialize(wish.at("required")), R"(["name","count","class","slots"])");
    EXPECT_EQ(wish.at("additionalProperties"), false);
    EXPECT_EQ(boost::json::serialize(schemas.components.at("Channel")),
              R"({"type":"string","enum":["kiosk","web","public"]})");
    EXPECT_EQ(boost::json::serialize(wish.at("properties").at("note").at("type")),
              R"(["string","null"])");
}

TEST(Json, EscapesWhatItWrites) {
    std::string out;
    append_string(out, "a\"b\\c\n\x01é");
    EXPECT_EQ(out, R"("a\"b\\c\n\u0001é")");
}

RC_GTEST_PROP(Json, ReadsBackAnyTextThatItWrites, (std::string ascii)) {
    for (char& c : ascii) c = static_cast<char>(static_cast<unsigned char>(c) % 127 + 1);
    const ToService wish{ascii};
    const auto read = read_text<ToService>(write(wish));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->service == ascii);
}

RC_GTEST_PROP(Json, GivesFaultsAndNeverMoreForRandomBytes, (std::string bytes)) {
    const auto read = read_text<Wish>(bytes);
    if (!read) RC_ASSERT(!read.error().empty());
}

}  // namespace gerai::json
