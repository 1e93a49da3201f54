package dev.tutti.selection.quality;

/**
 * Expected quality of a model's answer to a prompt.
 *
 * @param mean from 0 to 1, comparable between models
 * @param deviation standard deviation of the mean: how little is known
 * @param outcomes how many outcomes of the model it rests on; 0 when it is nothing but a prior
 */
public record QualityEstimate(double mean, double deviation, long outcomes) {}
