#include "web/range.h"

#include <gtest/gtest.h>

namespace gerai::web {
namespace {

Response part(std::string_view range) {
    Request request;
    request.headers.add("Range", range);
    return ranged(request, {.content_type = "audio/wav", .body = "0123456789"});
}

std::string_view content_range(const Response& response) {
    for (const Header& header : response.headers) {
        if (header.name == "Content-Range") return header.value;
    }
    return {};
}

TEST(Ranged, GivesThePartThatIsAskedFor) {
    EXPECT_EQ(part("bytes=2-4").status, 206);
    EXPECT_EQ(part("bytes=2-4").content(), "234");
    EXPECT_EQ(content_range(part("bytes=2-4")), "bytes 2-4/10");
    EXPECT_EQ(part("bytes=7-").content(), "789");
    EXPECT_EQ(part("bytes=-3").content(), "789");
    EXPECT_EQ(part("bytes=0-99").content(), "0123456789");
    EXPECT_EQ(part("bytes=-99").content(), "0123456789");
}

TEST(Ranged, SaysHowLongItIsWhereThePartLiesOutside) {
    for (const auto* range : {"bytes=10-", "bytes=10-12", "bytes=4-2", "bytes=-0"}) {
        EXPECT_EQ(part(range).status, 416) << range;
        EXPECT_EQ(content_range(part(range)), "bytes */10") << range;
    }
}

TEST(Ranged, GivesTheWholeForWhatIsNotOneRangeOfBytes) {
    for (const auto* range : {"lines=1-2", "bytes=", "bytes=a-b", "bytes=1-2,4-5", "bytes=5"}) {
        EXPECT_EQ(part(range).status, 200) << range;
        EXPECT_EQ(part(range).content(), "0123456789") << range;
    }
    EXPECT_EQ(ranged({}, {.body = "whole"}).status, 200);
}

}  // namespace
}  // namespace gerai::web
