#pragma once

#include <string>

#include <QWidget>

#include "workbench/desktop/desk.h"

class QFrame;
class QLabel;
class QToolButton;

namespace chiiki::desktop {

class ParameterStrip;
class ThemeTree;

/// テーマ: the tree of themes above the parameters of the one that is looked at.
class ThemePanel : public QWidget {
    Q_OBJECT

public:
    explicit ThemePanel(const Desk& desk, QWidget* parent = nullptr);

    /// Opens a theme in the tree.
    void reveal(const std::string& themeId);

signals:
    /// プラグイン管理
    void managerRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void shareHeight();
    void retranslate();

    const Desk desk_;
    QLabel* title_;
    QToolButton* manage_;
    ThemeTree* tree_;
    QFrame* line_;  // above the parameters, where there are any
    ParameterStrip* parameters_;
};

}  // namespace chiiki::desktop
