#pragma once

#include <QProxyStyle>

namespace chiiki::desktop {

/// Fusion with the controls that a style sheet cannot draw well: boxes and circles to tick, lists to drop down, fields
/// with arrows, sliders, arrows. Their borders stand out in both themes and their sizes grow with the text.
class ChromeStyle : public QProxyStyle {
    Q_OBJECT

public:
    ChromeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    /// The cross that empties a field is drawn here; to look for one, Qt would open the icon themes of the desktop.
    QIcon standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
};

}  // namespace chiiki::desktop
