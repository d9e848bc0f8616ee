#pragma once

#include "audit/findings.h"

namespace gerai::audit {

/// The derived rows, against what the journal says they are.
class Derived {
public:
    Derived(Source& source, Findings& findings);

    /// A row that the present line makes.
    void expect(const CodeRow& row);
    void expect(const DayRow& row);

    /// At the end: rows that no line has made.
    void expect_no_more();

private:
    Source& source_;
    Findings& findings_;
    std::vector<CodeRow> codes_;  // By code.
    std::vector<DayRow> days_;    // By mall and date.
    std::vector<bool> seen_codes_;
    std::vector<bool> seen_days_;
};

}  // namespace gerai::audit
