#pragma once

#include <string>
#include <vector>

#include <QTableView>

#include "workbench/desktop/district_tip.h"

namespace chiiki::desktop {

class CompareSortProxy;
class SelectionModel;

/// The table as people handle it: clicks and keys become requests to the selection model, rows show what it says. All
/// rows are in sight without scrolling as long as a line of text a row is enough; where they are not, the row of the
/// city stays above the others, and the names stay at the left of what scrolls sideways.
class CompareTableView : public QTableView {
    Q_OBJECT

public:
    CompareTableView(CompareSortProxy& rows, SelectionModel& selection, QWidget* parent = nullptr);

    DistrictTip& tip() { return tip_; }

    /// 値の順: highest first; again: lowest first.
    void sortByValue();
    /// 地域順: the order of the districts' codes.
    void sortByDistrict();

    /// Moves to the next district whose reading (or name) begins with what was typed: 「ゆ」 finds 湯田.
    void keyboardSearch(const QString& typed) override;

    /// The district of a row as it is sorted now; empty for the city and for no row.
    std::string codeAt(const QModelIndex& index) const;

    /// Of rows and columns that stay, where they are seen.
    QRect visualRect(const QModelIndex& index) const override;
    QModelIndex indexAt(const QPoint& place) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QSize sizeHint() const override;

signals:
    /// Double click: show it on the map.
    void districtActivated(const std::string& code);
    /// Enter: it is the only selection now, and the profile is to be read.
    void profileRequested();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void currentChanged(const QModelIndex& now, const QModelIndex& before) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fit();
    void fitColumns();
    void fitRows();
    int valueWidth() const;
    int mapColumns() const;
    double em() const;
    int px(double ems) const;
    int comfortableRow() const;
    int lowestRow() const;
    void paintFrozen(QPainter& painter);
    QRect rowRect(const QModelIndex& index) const;
    QModelIndex indexOf(const std::string& code) const;
    std::vector<std::string> codesBetween(const QModelIndex& a, const QModelIndex& b) const;
    void showHover(const std::string& before, const std::string& now);

    CompareSortProxy& rows_;
    SelectionModel& selection_;
    DistrictTip tip_;
    std::string rangeStart_;  // where the next Shift+click counts from
};

}  // namespace chiiki::desktop
