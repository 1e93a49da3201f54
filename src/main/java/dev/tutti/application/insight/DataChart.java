package dev.tutti.application.insight;

import tools.jackson.databind.node.ObjectNode;

/**
 * Chart of a result.
 *
 * @param id such as trend, comparison or correlation
 * @param svg drawing for light and dark
 * @param spec what is drawn, for those who draw it themselves
 */
record DataChart(String id, String title, String svg, ObjectNode spec) {}
