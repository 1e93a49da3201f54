package dev.tutti.selection.quality;

/**
 * Features of a prompt, scaled so that equal weights are equally likely.
 *
 * @param type the task type's number
 * @param typeScale its scale
 * @param labels probabilities of the operator's task types, scaled
 * @param dense features about the structure, standardised and scaled
 * @param grams buckets of its words
 * @param gramScales the scales of these
 * @param norm the sum of squares of all
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record RidgeInput(
    int type,
    double typeScale,
    double[] labels,
    double[] dense,
    char[] grams,
    float[] gramScales,
    double norm) {}
