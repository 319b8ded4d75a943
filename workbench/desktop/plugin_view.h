#pragma once

#include <memory>
#include <optional>

#include <QImage>
#include <QScrollArea>
#include <QTimer>

#include "maps/scene/scene.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {

/// The page of a view, drawn. Says in its name and description what it shows.
class ViewPaper : public QWidget {
    Q_OBJECT

public:
    explicit ViewPaper(QWidget* parent = nullptr);

    /// `scale`: px of the screen for one of the page.
    void setPage(std::shared_ptr<const Scene> scene, QImage image, double scale);
    const Scene* scene() const { return scene_.get(); }
    /// Words in place of the page.
    void setSentence(const QString& sentence);

signals:
    /// A text of the page was pressed.
    void textPressed(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    std::shared_ptr<const Scene> scene_;
    QImage image_;
    double scale_ = 1;
    QString sentence_;
};

/// A view of a plugin in the map's place: the page that `chiiki view` writes, as wide as the pane and as long as it
/// takes, made in the background; the one before stays until then. A press on a district's name selects it.
class PluginView : public QScrollArea {
    Q_OBJECT

public:
    explicit PluginView(const Desk& desk, QWidget* parent = nullptr);

    const ViewPaper& paper() const { return *paper_; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void select(const QString& name);

    const Desk desk_;
    ViewPaper* paper_;
    Picture drawn_;
    LatestJob job_;
    QTimer rest_;  // of resizing
};

}  // namespace chiiki::desktop
