#include "ticket/numerals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace gerai::ticket {

namespace {

/// A stroke of the pen, in percent of the box in which the middle of the pen moves, y downwards. A
/// line goes from the first point to the second; an arc around a middle, with the radii of its
/// ellipse, from one angle to the other, in degrees clockwise from the right.
struct Stroke {
    enum class Kind { line, arc } kind;
    int x, y;
    int to_x, to_y;
    int from = 0, to = 0;
};

constexpr Stroke line(int x, int y, int to_x, int to_y) {
    return {Stroke::Kind::line, x, y, to_x, to_y};
}

constexpr Stroke arc(int x, int y, int radius_x, int radius_y, int from, int to) {
    return {Stroke::Kind::arc, x, y, radius_x, radius_y, from, to};
}

constexpr std::array zero{arc(50, 30, 50, 30, 180, 360), line(0, 30, 0, 70), line(100, 30, 100, 70),
                          arc(50, 70, 50, 30, 0, 180)};
constexpr std::array one{line(12, 22, 55, 0), line(55, 0, 55, 100), line(15, 100, 95, 100)};
constexpr std::array two{arc(50, 28, 50, 28, 180, 390), line(93, 42, 0, 100),
                         line(0, 100, 100, 100)};
constexpr std::array three{arc(48, 25, 48, 25, 200, 450), arc(48, 75, 52, 25, 270, 520)};
constexpr std::array four{line(75, 0, 0, 68), line(0, 68, 100, 68), line(75, 0, 75, 100)};
constexpr std::array five{line(92, 0, 12, 0), line(12, 0, 7, 47), arc(48, 67, 52, 33, 218, 510)};
constexpr std::array six{arc(50, 68, 50, 32, 0, 360), arc(78, 66, 78, 66, 180, 275)};
constexpr std::array seven{line(0, 0, 100, 0), line(100, 0, 35, 100)};
constexpr std::array eight{arc(50, 25, 44, 25, 0, 360), arc(50, 75, 50, 25, 0, 360)};
constexpr std::array nine{arc(50, 32, 50, 32, 0, 360), arc(22, 34, 78, 66, 0, 95)};
constexpr std::array dash{line(10, 50, 90, 50)};
constexpr std::array letter_a{line(0, 100, 50, 0), line(50, 0, 100, 100), line(16, 68, 84, 68)};
constexpr std::array letter_b{line(0, 0, 0, 100),
                              line(0, 0, 55, 0),
                              arc(55, 25, 38, 25, 270, 450),
                              line(0, 50, 60, 50),
                              arc(60, 75, 40, 25, 270, 450),
                              line(0, 100, 60, 100)};
constexpr std::array letter_c{arc(50, 30, 50, 30, 180, 340), line(0, 30, 0, 70),
                              arc(50, 70, 50, 30, 20, 180)};
constexpr std::array letter_d{
    line(0, 0, 0, 100),     line(0, 0, 45, 0),          arc(45, 35, 55, 35, 270, 360),
    line(100, 35, 100, 65), arc(45, 65, 55, 35, 0, 90), line(0, 100, 45, 100)};
constexpr std::array letter_e{line(0, 0, 0, 100), line(0, 0, 100, 0), line(0, 50, 85, 50),
                              line(0, 100, 100, 100)};
constexpr std::array letter_f{line(0, 0, 0, 100), line(0, 0, 100, 0), line(0, 50, 85, 50)};
constexpr std::array letter_g{arc(50, 30, 50, 30, 180, 340), line(0, 30, 0, 70),
                              arc(50, 70, 50, 30, 0, 180), line(100, 70, 100, 54),
                              line(100, 54, 58, 54)};
constexpr std::array letter_h{line(0, 0, 0, 100), line(100, 0, 100, 100), line(0, 50, 100, 50)};
constexpr std::array letter_i{line(50, 0, 50, 100), line(18, 0, 82, 0), line(18, 100, 82, 100)};
constexpr std::array letter_j{line(82, 0, 82, 70), arc(43, 70, 39, 30, 0, 170)};
constexpr std::array letter_k{line(0, 0, 0, 100), line(100, 0, 0, 58), line(28, 42, 100, 100)};
constexpr std::array letter_l{line(0, 0, 0, 100), line(0, 100, 100, 100)};
constexpr std::array letter_m{line(0, 100, 0, 0), line(0, 0, 50, 60), line(50, 60, 100, 0),
                              line(100, 0, 100, 100)};
constexpr std::array letter_n{line(0, 100, 0, 0), line(0, 0, 100, 100), line(100, 100, 100, 0)};
constexpr std::array letter_p{line(0, 0, 0, 100), line(0, 0, 55, 0), arc(55, 27, 45, 27, 270, 450),
                              line(0, 54, 55, 54)};
constexpr std::array letter_q{arc(50, 30, 50, 30, 180, 360), line(0, 30, 0, 70),
                              line(100, 30, 100, 70), arc(50, 70, 50, 30, 0, 180),
                              line(60, 72, 100, 100)};
constexpr std::array letter_r{line(0, 0, 0, 100), line(0, 0, 55, 0), arc(55, 27, 45, 27, 270, 450),
                              line(0, 54, 55, 54), line(50, 54, 100, 100)};
constexpr std::array letter_s{arc(50, 25, 48, 25, 90, 330), arc(50, 75, 50, 25, 270, 510)};
constexpr std::array letter_t{line(0, 0, 100, 0), line(50, 0, 50, 100)};
constexpr std::array letter_u{line(0, 0, 0, 68), arc(50, 68, 50, 32, 0, 180),
                              line(100, 0, 100, 68)};
constexpr std::array letter_v{line(0, 0, 50, 100), line(50, 100, 100, 0)};
constexpr std::array letter_w{line(0, 0, 25, 100), line(25, 100, 50, 35), line(50, 35, 75, 100),
                              line(75, 100, 100, 0)};
constexpr std::array letter_x{line(0, 0, 100, 100), line(100, 0, 0, 100)};
constexpr std::array letter_y{line(0, 0, 50, 52), line(100, 0, 50, 52), line(50, 52, 50, 100)};
constexpr std::array letter_z{line(0, 0, 100, 0), line(100, 0, 0, 100), line(0, 100, 100, 100)};

std::span<const Stroke> strokes_of(char character) {
    static constexpr std::array<std::span<const Stroke>, 10> digits{zero, one, two,   three, four,
                                                                    five, six, seven, eight, nine};
    static constexpr std::array<std::span<const Stroke>, 26> letters{
        letter_a, letter_b, letter_c, letter_d, letter_e, letter_f, letter_g, letter_h, letter_i,
        letter_j, letter_k, letter_l, letter_m, letter_n, zero,     letter_p, letter_q, letter_r,
        letter_s, letter_t, letter_u, letter_v, letter_w, letter_x, letter_y, letter_z};
    if (character >= '0' && character <= '9') {
        return digits.at(static_cast<std::size_t>(character - '0'));
    }
    if (character >= 'A' && character <= 'Z') {
        return letters.at(static_cast<std::size_t>(character - 'A'));
    }
    if (character == '-') return dash;
    return {};
}

// Half dots: the middle of a dot has whole coordinates, and all that follows is exact.
constexpr int pen_radius = 13;
constexpr int height = 2 * number_height;
constexpr int width_widest = 56;  // Dots of one character, and between two of them.
constexpr int space = 14;

struct Point {
    int x;
    int y;
};

Point placed(double x_percent, double y_percent, int width) {
    const auto within = [](double percent, int size) {
        return pen_radius + static_cast<int>(std::lround(percent * (size - 2 * pen_radius) / 100));
    };
    return {within(x_percent, 2 * width), within(y_percent, height)};
}

/// The stroke as short straight pieces, in half dots.
std::vector<Point> path_of(const Stroke& stroke, int width) {
    if (stroke.kind == Stroke::Kind::line) {
        return {placed(stroke.x, stroke.y, width), placed(stroke.to_x, stroke.to_y, width)};
    }
    constexpr int degrees_a_piece = 6;
    const int pieces = std::max(1, (stroke.to - stroke.from) / degrees_a_piece);
    std::vector<Point> path;
    for (int piece = 0; piece <= pieces; ++piece) {
        const double degrees = stroke.from + 1.0 * (stroke.to - stroke.from) * piece / pieces;
        const double angle = degrees * std::numbers::pi / 180;
        path.push_back(placed(stroke.x + stroke.to_x * std::cos(angle),
                              stroke.y + stroke.to_y * std::sin(angle), width));
    }
    return path;
}

/// Whether the pen covers `at` on its way from one point to the next.
bool is_covered(Point at, Point from, Point to) {
    constexpr long long near = 1LL * pen_radius * pen_radius;
    const long long x = to.x - from.x;
    const long long y = to.y - from.y;
    const long long at_x = at.x - from.x;
    const long long at_y = at.y - from.y;
    const long long length = x * x + y * y;
    const long long along = std::clamp(at_x * x + at_y * y, 0LL, length);
    if (length == 0) return at_x * at_x + at_y * at_y <= near;
    const long long off_x = at_x * length - along * x;
    const long long off_y = at_y * length - along * y;
    return off_x * off_x + off_y * off_y <= near * length * length;
}

void draw_piece(Bitmap& picture, Point from, Point to, int left) {
    const auto first = [](int from_here, int to_there) {
        return std::max(0, (std::min(from_here, to_there) - pen_radius) / 2);
    };
    const auto last = [](int from_here, int to_there) {
        return (std::max(from_here, to_there) + pen_radius) / 2;
    };
    const int right = std::min(last(from.x, to.x), picture.width() - left - 1);
    const int bottom = std::min(last(from.y, to.y), picture.height() - 1);
    for (int row = first(from.y, to.y); row <= bottom; ++row) {
        for (int column = first(from.x, to.x); column <= right; ++column) {
            if (is_covered({2 * column + 1, 2 * row + 1}, from, to)) {
                picture.blacken(left + column, row);
            }
        }
    }
}

void draw_character(Bitmap& picture, char character, int left, int width) {
    for (const Stroke& stroke : strokes_of(character)) {
        const std::vector<Point> path = path_of(stroke, width);
        for (std::size_t at = 1; at < path.size(); ++at) {
            draw_piece(picture, path[at - 1], path[at], left);
        }
    }
}

}  // namespace

Bitmap draw_number(std::string_view number, int width_max) {
    const int count = std::max(1, static_cast<int>(number.size()));
    const int room = (width_max - (count - 1) * space) / count;
    const int width = std::max(pen_radius + 3, std::min(width_widest, room));
    Bitmap picture{std::min(width_max, count * width + (count - 1) * space), number_height};
    int left = 0;
    for (const char character : number) {
        if (left + width > picture.width()) break;
        draw_character(picture, character, left, width);
        left += width + space;
    }
    return picture;
}

}  // namespace gerai::ticket
