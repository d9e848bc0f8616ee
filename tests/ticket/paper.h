#pragma once

#include <qrencode.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gerai::ticket {

/// A printer of paper that does not exist: it does what ESC/POS bytes say, dot by dot, and throws
/// at the first command that it does not know. Its own font is a block for each character, drawn as
/// large as the ink of font A may be.
class PrintedPaper {
public:
    struct Text {
        int top{};
        std::string text;
        bool is_strong{};
        bool is_reversed{};
    };
    struct Picture {
        int left{}, top{}, width{}, height{};
    };
    struct Code {
        Picture at;
        std::string text;
        int module{};
    };

    PrintedPaper(std::string_view bytes, int width) : bytes_(bytes), width_(width) {
        while (!bytes_.empty()) step();
    }

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int length() const { return top_; }
    [[nodiscard]] bool is_black(int x, int y) const {
        return y < static_cast<int>(rows_.size()) &&
               rows_[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
    }
    [[nodiscard]] std::string all_text() const {
        std::string all;
        for (const Text& line : texts) all += line.text + "\n";
        return all;
    }

    /// For a look at it: the portable bitmap that every viewer of pictures knows.
    void save(const std::string& path) const {
        std::ofstream file{path, std::ios::binary};
        file << "P1\n" << width_ << ' ' << length() << '\n';
        for (int y = 0; y < length(); ++y) {
            for (int x = 0; x < width_; ++x) file << (is_black(x, y) ? '1' : '0');
            file << '\n';
        }
    }

    std::vector<Text> texts;
    std::vector<Picture> rasters;
    std::vector<Code> codes;
    int cuts = 0;
    bool began = false;    ///< With ESC @.
    bool left_it = false;  ///< Something was to be printed beside the paper.

private:
    int take() {
        if (bytes_.empty()) throw std::runtime_error{"a command ends too early"};
        const auto byte = static_cast<unsigned char>(bytes_.front());
        bytes_.remove_prefix(1);
        return byte;
    }
    int take_number() {
        const int low = take();
        return low + 256 * take();
    }
    std::string take_text(int size) {
        const std::string text{bytes_.substr(0, static_cast<std::size_t>(size))};
        bytes_.remove_prefix(text.size());
        return text;
    }
    [[noreturn]] static void unknown(int first, int second) {
        throw std::runtime_error{"an unknown command " + std::to_string(first) + " " +
                                 std::to_string(second)};
    }

    void blacken(int x, int y) {
        if (x < 0 || x >= width_) {
            left_it = true;
            return;
        }
        while (static_cast<int>(rows_.size()) <= y) {
            rows_.emplace_back(static_cast<std::size_t>(width_), false);
        }
        rows_[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = true;
    }

    void step() {
        const int first = take();
        if (first == 0x1B) return escape(take());
        if (first == 0x1D) return group(take());
        if (first == '\n') return end_line();
        if (first < 0x20 || first > 0x7E) unknown(first, 0);
        line_ += static_cast<char>(first);
    }

    void escape(int second) {
        switch (second) {
            case '@': began = texts.empty() && top_ == 0; return;
            case 't':
                if (take() != 0) throw std::runtime_error{"another code page than 437"};
                return;
            case '3': line_height_ = take(); return;
            case 'a': is_middle_ = take() == 1; return;
            case 'E': is_strong_ = take() == 1; return;
            case 'J': top_ += take(); return;
            default: unknown(0x1B, second);
        }
    }

    void group(int second) {
        switch (second) {
            case 'B': is_reversed_ = take() == 1; return;
            case 'P':
                if (take() != 203 || take() != 203) throw std::runtime_error{"not in dots"};
                return;
            case 'v': return raster();
            case '(': return code();
            case 'V':
                if (take() != 'B') throw std::runtime_error{"a cut that does not feed"};
                top_ += take();
                ++cuts;
                return;
            default: unknown(0x1D, second);
        }
    }

    [[nodiscard]] int left_of(int width) const { return is_middle_ ? (width_ - width) / 2 : 0; }

    void end_line() {
        constexpr int cell = 12;
        const int left = left_of(cell * static_cast<int>(line_.size()));
        for (std::size_t at = 0; at < line_.size(); ++at) {
            for (int y = 2; y < 22; ++y) {
                for (int x = 0; x < cell; ++x) {
                    const bool is_ink = line_[at] != ' ' && x > 0 && x < cell - 1;
                    if (is_ink == is_reversed_) continue;
                    blacken(left + cell * static_cast<int>(at) + x, top_ + y);
                }
            }
        }
        texts.push_back({top_, line_, is_strong_, is_reversed_});
        line_.clear();
        top_ += line_height_;
    }

    void raster() {
        if (take() != '0' || take() != 0) throw std::runtime_error{"a raster of another scale"};
        const int row_bytes = take_number();
        const int height = take_number();
        const std::string dots = take_text(row_bytes * height);
        const Picture at{left_of(row_bytes * 8), top_, row_bytes * 8, height};
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < at.width; ++x) {
                const auto byte = static_cast<unsigned char>(
                    dots.at(static_cast<std::size_t>(y * row_bytes + x / 8)));
                if ((byte >> (7 - x % 8)) & 1) blacken(at.left + x, top_ + y);
            }
        }
        rasters.push_back(at);
        top_ += height;
    }

    void code() {
        if (take() != 'k') throw std::runtime_error{"a code of another kind"};
        const int size = take_number();
        if (take() != '1') throw std::runtime_error{"not a QR code"};
        switch (const int function = take()) {
            case 'A':
                if (take_text(size - 2) != std::string("2\0", 2)) throw std::runtime_error{"model"};
                return;
            case 'C': module_ = take(); return;
            case 'E':
                if (take() != '1') throw std::runtime_error{"error correction other than M"};
                return;
            case 'P':
                take();
                stored_ = take_text(size - 3);
                return;
            case 'Q': take(); return draw_code();
            default: unknown('k', function);
        }
    }

    void draw_code() {
        const std::unique_ptr<QRcode, void (*)(QRcode*)> drawn{
            QRcode_encodeString8bit(stored_.c_str(), 0, QR_ECLEVEL_M), QRcode_free};
        if (!drawn) throw std::runtime_error{"no QR code holds that"};
        const int side = drawn->width * module_;
        const Picture at{left_of(side), top_, side, side};
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                const int module = y / module_ * drawn->width + x / module_;
                if (drawn->data[module] & 1) blacken(at.left + x, top_ + y);
            }
        }
        codes.push_back({at, stored_, module_});
        top_ += side;
    }

    std::string_view bytes_;
    int width_;
    std::vector<std::vector<bool>> rows_;
    std::string line_;
    std::string stored_;
    int top_ = 0;
    int line_height_ = 30;
    int module_ = 3;
    bool is_middle_ = false;
    bool is_strong_ = false;
    bool is_reversed_ = false;
};

}  // namespace gerai::ticket
