#include "maps/scene/text_measure.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <QFont>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QRawFont>
#include <QString>
#include <QTextLayout>
#include <QTextOption>

#include "maps/scene/remembered.h"

namespace chiiki {
namespace {

/// Characters that may not begin a line.
bool isClosing(QChar c)
{
    return QStringLiteral("、。，．・）」』】〕］｝〉》”’,.)]}:;!?：；！？ー％%").contains(c);
}

bool isOpening(QChar c)
{
    return QStringLiteral("（「『【〔［｛〈《“‘([{").contains(c);
}

bool breaksAfter(QChar c)
{
    return c == u' ' || c == u'　' || QStringLiteral("、。・／，；").contains(c);
}

bool isLatin(QChar c)
{
    return c.unicode() < 0x250 && !c.isSpace();
}

/// Whether a line may end between these two.
bool mayBreak(QChar before, QChar after)
{
    if (isClosing(after) || isOpening(before))
        return false;
    return !(isLatin(before) && isLatin(after));
}

bool isHiragana(QChar c)
{
    return c >= QChar(0x3041) && c <= QChar(0x309F);
}
bool isKatakana(QChar c)
{
    return c >= QChar(0x30A1) && c <= QChar(0x30FF) && c != QChar(0x30FB);
}

/// Whether a word ends here as far as the script tells: after a space or comma, after kana that end a phrase
/// (「評価の|期限」), and between katakana and kanji.
bool isBetweenWords(QChar before, QChar after)
{
    if (!mayBreak(before, after))
        return false;
    return breaksAfter(before) || (isHiragana(before) && !isHiragana(after)) ||
           (isKatakana(before) != isKatakana(after) && !isHiragana(after));
}

/// A QRawFont belongs to the thread that made it.
const QRawFont& rawFont()
{
    thread_local const QRawFont font = QRawFont::fromFont(fontOf(16, false));
    return font;
}

/// Of the outline font. Qt keeps no glyph of a larger one, but loads it anew for each character.
constexpr double outlinePx = 250;

int wholePx(double sizePx)
{
    return qMax(1, qRound(sizePx));
}

/// Width of the first n characters at index n, in the outline font. Shaped once, and looked up in short lines: asking
/// for each beginning anew, or in one line, would cost the square of a long sentence's length.
std::vector<double> widthsUpTo(const QString& text, bool isBold)
{
    constexpr int lineLength = 32;
    QTextLayout layout(text, outlineFont(isBold));
    QTextOption anywhere;
    anywhere.setWrapMode(QTextOption::WrapAnywhere);
    layout.setTextOption(anywhere);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine())
        line.setNumColumns(lineLength);
    layout.endLayout();
    std::vector<double> widths(static_cast<std::size_t>(text.size()) + 1, 0.0);
    for (int k = 0; k < layout.lineCount(); ++k) {
        const QTextLine line = layout.lineAt(k);
        const double before = widths[static_cast<std::size_t>(line.textStart())];
        for (int i = line.textStart() + 1; i <= line.textStart() + line.textLength(); ++i)
            widths[static_cast<std::size_t>(i)] = before + line.cursorToX(i);
    }
    return widths;
}

/// Where a line from `begin` ends that has room up to `fits`.
std::size_t lineEnd(const QString& text, std::size_t begin, std::size_t fits)
{
    const auto at = [&](std::size_t i) { return text[static_cast<qsizetype>(i)]; };
    // A number stays with what it counts (「3 件」), an operation with its second part.
    const auto isBound = [&](std::size_t i) {
        return i >= begin + 2 && at(i - 1) == u' ' && !isLatin(at(i)) && (at(i - 2).isDigit() || at(i - 2) == u'÷');
    };
    std::size_t end = fits;
    while (end > begin + 1 && (!mayBreak(at(end - 1), at(end)) || isBound(end)))
        --end;
    // A break after a space or a comma reads better, if it does not leave much of the line empty.
    for (std::size_t wish = fits; wish > begin + (fits - begin) * 5 / 6; --wish)
        if (breaksAfter(at(wish - 1)) && mayBreak(at(wish - 1), at(wish)) && !isBound(wish))
            return wish;
    return end > begin + 1 ? end : fits;
}

/// What wrapped lines are remembered by.
std::string textKey(const std::string& text, double sizePx, bool isBold, double maxWidth)
{
    return std::to_string(qRound(sizePx)) + (isBold ? "b" : "r") + std::to_string(maxWidth) + " " + text;
}

constexpr std::size_t mostKnown = 2000;

}  // namespace

Result<void> prepareText()
{
    if (!QCoreApplication::instance()) {
        static int count = 3;
        static char name[] = "chiiki", option[] = "-platform", value[] = "offscreen";
        static char* arguments[] = {name, option, value, nullptr};
        // Qt warns of a missing XDG_RUNTIME_DIR, as in a service or a container; drawing files needs none.
        const QtMessageHandler previous =
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
        // Kept until the process ends: Qt's fonts must outlive every static that drew with them.
        static QGuiApplication* application = new QGuiApplication(count, arguments);
        qInstallMessageHandler(previous);
        application->setQuitOnLastWindowClosed(false);
    }
    static const bool isInstalled = QFontInfo(fontOf(16, false)).family() == QLatin1String(fontFamily);
    if (!isInstalled)
        return fail(ErrorKind::NotFound, {"maps.no_font", {fontFamily}});
    return {};
}

QFont fontOf(double sizePx, bool isBold)
{
    // Whole px would round 10.5 pt; the point size keeps fractions, and pixelSize is what Pango is given too.
    QFont font{QString::fromLatin1(fontFamily)};
    font.setPixelSize(wholePx(sizePx));
    font.setBold(isBold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(static_cast<QFont::StyleStrategy>(QFont::NoFontMerging | QFont::PreferAntialias));
    font.setKerning(false);
    return font;
}

QFont outlineFont(bool isBold)
{
    return fontOf(outlinePx, isBold);
}

double outlineScale(double sizePx)
{
    return wholePx(sizePx) / outlinePx;
}

double textWidth(const std::string& text, double sizePx, bool isBold)
{
    // A sheet asks for the width of the same few hundred words again and again while it places labels.
    static Remembered<double> widths(20000);
    const std::string key = std::to_string(qRound(sizePx)) + (isBold ? "b" : "r") + text;
    if (const auto known = widths.find(key))
        return *known;
    const double width =
        QFontMetricsF(outlineFont(isBold)).horizontalAdvance(QString::fromStdString(text)) * outlineScale(sizePx);
    widths.keep(key, width);
    return width;
}

std::vector<std::string> wrapText(const std::string& text, double sizePx, bool isBold, double maxWidth)
{
    // Pages of one city have the same sources and notes.
    static Remembered<std::vector<std::string>> wrapped(mostKnown);
    const std::string key = textKey(text, sizePx, isBold, maxWidth);
    if (auto known = wrapped.find(key))
        return *std::move(known);
    maxWidth /= outlineScale(sizePx);
    std::vector<std::string> lines;
    for (const QString& paragraph : QString::fromStdString(text).split(u'\n')) {
        const std::vector<double> upTo = widthsUpTo(paragraph, isBold);
        const auto last = static_cast<std::size_t>(paragraph.size());
        const auto line = [&](std::size_t from, std::size_t to) {
            return QStringView(paragraph).sliced(static_cast<qsizetype>(from), static_cast<qsizetype>(to - from));
        };
        std::size_t begin = 0;
        while (upTo[last] - upTo[begin] > maxWidth && last - begin > 1) {
            std::size_t fits = begin + 1;
            while (fits < last && upTo[fits + 1] - upTo[begin] <= maxWidth)
                ++fits;
            const std::size_t end = lineEnd(paragraph, begin, fits);
            lines.push_back(line(begin, end).trimmed().toString().toStdString());
            begin = end;
            while (begin < last && paragraph[static_cast<qsizetype>(begin)].isSpace())
                ++begin;
        }
        lines.push_back(line(begin, last).trimmed().toString().toStdString());
    }
    wrapped.keep(key, lines);
    return lines;
}

std::vector<std::string> wrapHeading(const std::string& text, double sizePx, bool isBold, double maxWidth)
{
    std::vector<std::string> greedy = wrapText(text, sizePx, isBold, maxWidth);
    const QString whole = QString::fromStdString(text);
    if (greedy.size() < 2 || whole.contains(u'\n'))
        return greedy;
    // Pages of one city have the same headings.
    static Remembered<std::vector<std::string>> wrapped(mostKnown);
    const std::string key = textKey(text, sizePx, isBold, maxWidth);
    if (auto known = wrapped.find(key))
        return *std::move(known);
    std::vector<qsizetype> ends = {0};
    for (qsizetype i = 1; i < whole.size(); ++i)
        if (isBetweenWords(whole[i - 1], whole[i]))
            ends.push_back(i);
    ends.push_back(whole.size());
    const auto line = [&](std::size_t from, std::size_t to) {
        return QStringView(whole).mid(ends[from], ends[to] - ends[from]).trimmed();
    };
    const std::vector<double> upTo = widthsUpTo(whole, isBold);
    const auto widthOf = [&](QStringView part) {
        const auto first = static_cast<std::size_t>(part.data() - whole.constData());
        return upTo[first + static_cast<std::size_t>(part.size())] - upTo[first];
    };
    // The least width of the widest line with which the words up to each end fit into so many lines.
    const std::size_t count = ends.size();
    constexpr double never = std::numeric_limits<double>::infinity();
    std::vector<std::vector<double>> widest(greedy.size() + 1, std::vector<double>(count, never));
    std::vector<std::vector<std::size_t>> begin(greedy.size() + 1, std::vector<std::size_t>(count, 0));
    widest[0][0] = 0;
    for (std::size_t lines = 1; lines <= greedy.size(); ++lines)
        for (std::size_t to = 1; to < count; ++to)
            for (std::size_t from = 0; from < to; ++from) {
                if (widest[lines - 1][from] == never)
                    continue;
                const double width = std::max(widest[lines - 1][from], widthOf(line(from, to)));
                if (width < widest[lines][to]) {
                    widest[lines][to] = width;
                    begin[lines][to] = from;
                }
            }
    if (widest.back().back() > maxWidth / outlineScale(sizePx)) {
        wrapped.keep(key, greedy);
        return greedy;
    }
    std::vector<std::string> even(greedy.size());
    std::size_t to = count - 1;
    for (std::size_t lines = greedy.size(); lines > 0; --lines) {
        even[lines - 1] = line(begin[lines][to], to).toString().toStdString();
        to = begin[lines][to];
    }
    wrapped.keep(key, even);
    return even;
}

double longestWordWidth(const std::string& text, double sizePx, bool isBold)
{
    const QString whole = QString::fromStdString(text);
    double longest = 0;
    for (qsizetype from = 0; from < whole.size();) {
        qsizetype to = from + 1;
        while (to < whole.size() && !mayBreak(whole[to - 1], whole[to]))
            ++to;
        longest = std::max(longest, textWidth(whole.mid(from, to - from).trimmed().toStdString(), sizePx, isBold));
        from = to;
    }
    return longest;
}

Result<void> checkGlyphs(const std::string& text)
{
    for (const char32_t character : QString::fromStdString(text).toStdU32String()) {
        if (character == U'\n' || rawFont().supportsCharacter(character))
            continue;
        return fail(ErrorKind::BadRequest, {"maps.missing_glyph", {QString::fromUcs4(&character, 1).toStdString()}});
    }
    return {};
}

}  // namespace chiiki
