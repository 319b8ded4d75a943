#pragma once

#include <memory>

#include <QHeaderView>

namespace chiiki::desktop {

/// The headings of the comparison table: name and unit in lines of their own, the mark of the sorting column, and the
/// first column staying where it is while the others scroll sideways.
class CompareHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit CompareHeader(QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    int titleLines() const;
    int lineHeight() const;
    std::unique_ptr<QMouseEvent> asUnscrolled(const QMouseEvent* event) const;
};

}  // namespace chiiki::desktop
