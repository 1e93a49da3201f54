package dev.tutti.ledger;

import java.util.Map;

/**
 * A call in a list.
 *
 * @param number its place in the order in which calls ended
 * @param fields by the names of {@link CallFields#CALL}; what is not known is missing
 */
public record CallRow(long number, Map<String, Object> fields) {}
