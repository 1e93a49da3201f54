package dev.tutti.selection.quality;

/** What is believed of a model before there is any outcome: its tier, its price, its family. */
@FunctionalInterface
public interface QualityPriors {
  /** Nothing is believed of any model. */
  QualityPriors EVEN = _ -> .5;

  /** The expected mean score of a model, from 0 to 1. */
  double mean(String model);
}
