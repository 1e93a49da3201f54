package dev.tutti.ledger;

import java.util.List;
import java.util.Map;

/**
 * A call in all its details.
 *
 * @param fields by the names of {@link CallFields#CALL}; what is not known is missing
 * @param decision its way to its deployments in JSON, empty where it went to none
 * @param attempts by the names of {@link CallFields#ATTEMPT}, the first one first
 */
public record RecordedCall(
    Map<String, Object> fields, String decision, List<Map<String, Object>> attempts) {}
