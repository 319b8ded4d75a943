#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "maps/layout/legend.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/shown_indicator.h"

namespace chiiki::desktop {

/// A legend in lines: unit, then the classes one beside the other, as wide as there is room. Also told to assistive
/// technology.
class ClassStrip : public QWidget {
    Q_OBJECT

public:
    explicit ClassStrip(const Desk& desk, QWidget* parent = nullptr);

    /// `title` stands before it; nullopt shows nothing.
    void show(const std::optional<ShownIndicator>& shown, const QString& title);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return {320, heightForWidth(320)}; }
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Draws onto `painter` where there is one; returns the height needed.
    int lay(QPainter* painter, int width) const;

    const Desk desk_;
    QString title_;
    std::vector<LegendRow> rows_;
};

}  // namespace chiiki::desktop
