package dev.tutti.cooperation.vote;

/**
 * View that has the most weight.
 *
 * @param answer in canonical form
 * @param text of its most reliable member, whole
 * @param share of the weights, from 0 to 1
 * @param confidence probability that it is right, from 0 to 1
 * @param calibrated whether the confidence was learned from outcomes
 */
public record LeadingView(
    String answer, String text, double share, double confidence, boolean calibrated) {}
