package dev.tutti.application.decision.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Sensitivity of a figure to its inputs, one at a time while the others stay: how wide it swings,
 * and where it is zero.
 *
 * @param base values of the inputs
 * @param range share by which each input is changed
 * @param figure figure over the inputs, such as a net present value
 */
public record Sensitivity(
    Map<String, Double> base, double range, ToDoubleFunction<double[]> figure) {
  private static final double FURTHEST = 100;
  private static final int STEPS = 60;
  private static final double STRAIGHT = 1e-9;

  /**
   * Swing of one input.
   *
   * @param low figure where the input is below its base
   * @param high figure where it is above
   */
  public record Swing(double low, double high) {
    /** Distance of the two. */
    public double width() {
      return Math.abs(high - low);
    }
  }

  /** Figure at the base. */
  public double atBase() {
    return figure.applyAsDouble(values());
  }

  /** Swings of all inputs, the widest first. */
  public Map<String, Swing> tornado() {
    Map<String, Swing> swings = new LinkedHashMap<>();
    List<String> names = List.copyOf(base.keySet());
    for (int place = 0; place < names.size(); place++) {
      double value = values()[place];
      swings.put(
          names.get(place),
          new Swing(at(place, value * (1 - range)), at(place, value * (1 + range))));
    }
    List<Map.Entry<String, Swing>> sorted = new ArrayList<>(swings.entrySet());
    sorted.sort(Comparator.comparingDouble(each -> -each.getValue().width()));
    swings.clear();
    sorted.forEach(each -> swings.put(each.getKey(), each.getValue()));
    return swings;
  }

  /** Value of the input at a place at which the figure is zero, the nearest to its base. */
  public OptionalDouble breakEven(int place) {
    double value = values()[place];
    double unit = value == 0 ? 1 : Math.abs(value);
    double at = at(place, value);
    double slope = (at(place, value + unit) - at) / unit;
    double straight = value - at / slope;
    if (slope != 0 && Math.abs(at(place, straight)) <= STRAIGHT * Math.max(1, Math.abs(at))) {
      return OptionalDouble.of(straight);
    }
    double before = 0;
    for (int step = 1; step <= STEPS; step++) {
      double away = unit * FURTHEST * Math.pow((double) step / STEPS, 3);
      for (double to : new double[] {value + away, value - away}) {
        double from = to > value ? value + before : value - before;
        if (at(place, from) * at(place, to) <= 0) {
          return OptionalDouble.of(zero(place, from, to));
        }
      }
      before = away;
    }
    return OptionalDouble.empty();
  }

  private double zero(int place, double from, double to) {
    double sign = Math.signum(at(place, from));
    double near = from;
    double far = to;
    for (int step = 0; step < 200 && near != far; step++) {
      double middle = near + (far - near) / 2;
      if (Math.signum(at(place, middle)) == sign) {
        near = middle;
      } else {
        far = middle;
      }
    }
    return far;
  }

  private double at(int place, double value) {
    double[] values = values();
    values[place] = value;
    return figure.applyAsDouble(values);
  }

  private double[] values() {
    double[] values = new double[base.size()];
    int place = 0;
    for (double each : base.values()) {
      values[place++] = each;
    }
    return values;
  }
}
