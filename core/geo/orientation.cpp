#include "core/geo/orientation.h"

#include <array>

namespace chiiki {
namespace {

/// value + error, exactly the result of the operation.
struct TwoPart {
    double value;
    double error;
};

TwoPart twoSum(double a, double b)
{
    const double sum = a + b;
    const double virtualB = sum - a;
    const double virtualA = sum - virtualB;
    return {sum, (a - virtualA) + (b - virtualB)};
}

TwoPart twoProduct(double a, double b)
{
    const double product = a * b;
    return {product, std::fma(a, b, -product)};
}

/// Sum of doubles kept without loss: components that do not overlap, smallest first.
class Expansion {
public:
    void add(double term)
    {
        for (int i = 0; i < count_; ++i) {
            const TwoPart sum = twoSum(term, components_[static_cast<std::size_t>(i)]);
            components_[static_cast<std::size_t>(i)] = sum.error;
            term = sum.value;
        }
        components_[static_cast<std::size_t>(count_++)] = term;
    }
    void addProduct(TwoPart a, TwoPart b, double sign)
    {
        for (const double x : {a.error, a.value}) {
            for (const double y : {b.error, b.value}) {
                const TwoPart product = twoProduct(sign * x, y);
                add(product.error);
                add(product.value);
            }
        }
    }
    int sign() const
    {
        for (int i = count_ - 1; i >= 0; --i)
            if (const double c = components_[static_cast<std::size_t>(i)]; c != 0)
                return c > 0 ? 1 : -1;
        return 0;
    }

private:
    std::array<double, 16> components_{};
    int count_ = 0;
};

}  // namespace

int exactOrientation(Point a, Point b, Point p)
{
    const TwoPart ax = twoSum(a.x, -p.x), ay = twoSum(a.y, -p.y);
    const TwoPart bx = twoSum(b.x, -p.x), by = twoSum(b.y, -p.y);
    Expansion determinant;
    determinant.addProduct(ax, by, 1);
    determinant.addProduct(ay, bx, -1);
    return determinant.sign();
}

}  // namespace chiiki
