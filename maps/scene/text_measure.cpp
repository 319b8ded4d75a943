#include "maps/scene/text_measure.h"

#include <unordered_map>

#include <QFont>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QRawFont>
#include <QString>

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

/// A QRawFont belongs to the thread that made it.
const QRawFont& rawFont()
{
    thread_local const QRawFont font = QRawFont::fromFont(fontOf(16, false));
    return font;
}

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
    font.setPixelSize(qMax(1, qRound(sizePx)));
    font.setBold(isBold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(static_cast<QFont::StyleStrategy>(QFont::NoFontMerging | QFont::PreferAntialias));
    font.setKerning(false);
    return font;
}

QFont outlineFontOf(double sizePx, bool isBold)
{
    return fontOf(qMax(1, qRound(sizePx)) * outlineScale, isBold);
}

double textWidth(const std::string& text, double sizePx, bool isBold)
{
    // A sheet asks for the width of the same few hundred words again and again while it places labels.
    static thread_local std::unordered_map<std::string, double> widths;
    const std::string key = std::to_string(qRound(sizePx)) + (isBold ? "b" : "r") + text;
    const auto found = widths.find(key);
    if (found != widths.end())
        return found->second;
    if (widths.size() > 20000)
        widths.clear();
    const double width =
        QFontMetricsF(outlineFontOf(sizePx, isBold)).horizontalAdvance(QString::fromStdString(text)) / outlineScale;
    widths.emplace(key, width);
    return width;
}

std::vector<std::string> wrapText(const std::string& text, double sizePx, bool isBold, double maxWidth)
{
    const QFontMetricsF metrics(outlineFontOf(sizePx, isBold));
    maxWidth *= outlineScale;
    std::vector<std::string> lines;
    for (const QString& paragraph : QString::fromStdString(text).split(u'\n')) {
        QString rest = paragraph;
        while (metrics.horizontalAdvance(rest) > maxWidth && rest.size() > 1) {
            qsizetype fits = 1;
            while (fits < rest.size() && metrics.horizontalAdvance(rest.left(fits + 1)) <= maxWidth)
                ++fits;
            qsizetype at = fits;
            while (at > 1 && !mayBreak(rest[at - 1], rest[at]))
                --at;
            // A break after a space or a comma reads better, if it does not leave half the line empty.
            for (qsizetype wish = fits; wish > fits * 2 / 3; --wish) {
                if (breaksAfter(rest[wish - 1]) && mayBreak(rest[wish - 1], rest[wish])) {
                    at = wish;
                    break;
                }
            }
            if (at <= 1)
                at = fits;
            lines.push_back(rest.left(at).trimmed().toStdString());
            rest = rest.mid(at).trimmed();
        }
        lines.push_back(rest.toStdString());
    }
    return lines;
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
