#include "ticket/escpos.h"

#include <cassert>
#include <initializer_list>

namespace gerai::ticket {

namespace {

/// The bytes being written.
class Writer {
public:
    explicit Writer(std::string& out) : out_(out) {}

    void operator()(const Line& line) {
        begin(line.side);
        command({0x1B, 'E', line.look == Line::Look::plain ? 0 : 1});     // ESC E: strong
        command({0x1D, 'B', line.look == Line::Look::reversed ? 1 : 0});  // GS B: white on black
        const bool is_reversed = line.look == Line::Look::reversed;
        out_ += is_reversed ? " " + line.text + " " : line.text;
        out_ += '\n';
    }

    void operator()(const Numeral& numeral) {
        const Bitmap& picture = numeral.picture;
        begin(Line::Side::middle);
        command({0x1D, 'v', '0', 0});  // GS v 0: a raster, a dot a dot.
        number(picture.row_bytes());
        number(picture.height());
        out_ += picture.bytes();
    }

    void operator()(const Link& link) {
        begin(Line::Side::middle);
        // GS ( k: model 2, size of a module, error correction M, the text, and print.
        qr({'1', 'A', '2', 0});
        qr({'1', 'C', qr_module});
        qr({'1', 'E', '1'});
        command({0x1D, '(', 'k'});
        number(static_cast<int>(link.url.size()) + 3);
        command({'1', 'P', '0'});
        out_ += link.url;
        qr({'1', 'Q', '0'});
    }

    void operator()(const Gap& gap) {
        assert(gap.dots >= 0 && gap.dots < 256);
        command({0x1B, 'J', gap.dots});  // ESC J: feed.
    }

    void begin_document(Paper paper) {
        command({0x1B, '@'});                      // ESC @: all as when it was switched on.
        command({0x1D, 'P', 203, 203});            // GS P: what is fed is counted in dots.
        command({0x1B, 't', 0});                   // ESC t: code page 437.
        command({0x1B, '3', line_height(paper)});  // ESC 3: distance of lines.
    }

    void cut() { command({0x1D, 'V', 'B', 0}); }  // GS V: feed to the knife and cut.

private:
    void begin(Line::Side side) {
        command({0x1B, 'a', side == Line::Side::middle ? 1 : 0});  // ESC a: where lines stand.
    }

    void qr(std::initializer_list<int> bytes) {
        command({0x1D, '(', 'k'});
        number(static_cast<int>(bytes.size()));
        command(bytes);
    }

    void command(std::initializer_list<int> bytes) {
        for (const int byte : bytes) out_ += static_cast<char>(byte);
    }

    void number(int value) {
        assert(value >= 0 && value < 65'536);
        command({value % 256, value / 256});
    }

    std::string& out_;
};

}  // namespace

std::string escpos(const Document& document) {
    std::string out;
    Writer writer{out};
    writer.begin_document(document.paper);
    for (const Piece& piece : document.pieces) std::visit(writer, piece);
    writer.cut();
    return out;
}

}  // namespace gerai::ticket
