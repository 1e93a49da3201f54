package dev.tutti.provider.error;

import static dev.tutti.chat.FaultCode.CANCELLED;
import static dev.tutti.chat.FaultCode.CONTENT_FILTER;
import static dev.tutti.chat.FaultCode.CONTEXT_LENGTH_EXCEEDED;
import static dev.tutti.chat.FaultCode.INSUFFICIENT_QUOTA;
import static dev.tutti.chat.FaultCode.INVALID_REQUEST;
import static dev.tutti.chat.FaultCode.MODEL_NOT_FOUND;
import static dev.tutti.chat.FaultCode.OVERLOADED;
import static dev.tutti.chat.FaultCode.RATE_LIMITED;
import static dev.tutti.chat.FaultCode.REQUEST_TOO_LARGE;
import static dev.tutti.chat.FaultCode.TIMEOUT;
import static dev.tutti.chat.FaultCode.UPSTREAM_CREDENTIALS;
import static dev.tutti.chat.FaultCode.UPSTREAM_ERROR;
import static dev.tutti.chat.FaultCode.UPSTREAM_FORBIDDEN;

import dev.tutti.chat.FaultCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Table of the providers' own codes for errors, each with the fault that it means. Codes are in
 * lower case; those that say less than the HTTP status, such as {@code invalid_request_error} and
 * {@code api_error}, are not in it. Immutable.
 */
public final class ErrorTable {

  /** Codes whose meaning is the same wherever they occur. */
  public static final ErrorTable COMMON =
      new ErrorTable(Map.of())
          .row(CONTEXT_LENGTH_EXCEEDED, "context_length_exceeded too_many_tokens")
          .row(CONTEXT_LENGTH_EXCEEDED, "badrequest.toolarge")
          .row(REQUEST_TOO_LARGE, "request_too_large")
          .row(CONTENT_FILTER, "content_filter content_policy_violation moderation_blocked")
          .row(CONTENT_FILTER, "responsibleaipolicyviolation datainspectionfailed")
          .row(CONTENT_FILTER, "data_inspection_failed content_filter_error invalid_prompt")
          .row(INSUFFICIENT_QUOTA, "insufficient_quota billing_error exceeded_current_quota_error")
          .row(INSUFFICIENT_QUOTA, "billing_hard_limit_reached billing_not_active arrearage")
          .row(INSUFFICIENT_QUOTA, "allocationquota.freetieronly insufficient_credits")
          .row(INSUFFICIENT_QUOTA, "insufficient_balance commoditynotpurchased prepaidbilloverdue")
          .row(INSUFFICIENT_QUOTA, "postpaidbilloverdue")
          .row(UPSTREAM_CREDENTIALS, "invalid_api_key invalidapikey api_key_invalid")
          .row(UPSTREAM_CREDENTIALS, "authentication_error invalid_authentication_error")
          .row(UPSTREAM_CREDENTIALS, "incorrect_api_key_error unauthenticated unauthorized")
          .row(UPSTREAM_FORBIDDEN, "permission_error permission_denied_error permission_denied")
          .row(UPSTREAM_FORBIDDEN, "access_terminated_error account_deactivated accessdenied")
          .row(UPSTREAM_FORBIDDEN, "accessdenied.unpurchased access_denied service_disabled")
          .row(UPSTREAM_FORBIDDEN, "unsupported_country_region_territory forbidden")
          .row(MODEL_NOT_FOUND, "model_not_found modelnotfound model_not_exist invalid_model")
          .row(MODEL_NOT_FOUND, "not_found_error resource_not_found_error deploymentnotfound")
          .row(MODEL_NOT_FOUND, "model_decommissioned model_not_supported not_found")
          .row(RATE_LIMITED, "rate_limit_exceeded rate_limit_error rate_limit_reached_error")
          .row(RATE_LIMITED, "ratelimitreached too_many_requests resource_exhausted")
          .row(RATE_LIMITED, "limit_requests limit_burst_rate throttling throttling.ratequota")
          .row(RATE_LIMITED, "throttling.burstrate throttling.allocationquota")
          .row(OVERLOADED, "overloaded_error engine_overloaded_error server_is_overloaded")
          .row(OVERLOADED, "service_unavailable service_unavailable_error modelunavailable")
          .row(OVERLOADED, "unavailable serviceunavailable model_overloaded")
          .row(OVERLOADED, "capacity_exceeded service_tier_capacity_exceeded 3505")
          .row(TIMEOUT, "timeout_error requesttimeout request_timeout deadline_exceeded")
          .row(INVALID_REQUEST, "tool_use_failed json_validate_failed")
          .row(CANCELLED, "request_cancelled");

  /** Zhipu's numbers, which it sends as text: its table of business errors. */
  public static final ErrorTable ZHIPU =
      COMMON
          .row(UPSTREAM_CREDENTIALS, "1000 1001 1002 1003 1004 1100 1110 1111 1112 1121 1220")
          .row(INSUFFICIENT_QUOTA, "1113 1304 1308 1309 1310 1311 1313")
          .row(INVALID_REQUEST, "1200 1210 1212 1213 1214 1215")
          .row(MODEL_NOT_FOUND, "1211 1221 1222")
          .row(UPSTREAM_ERROR, "1120 1230 1231 1234")
          .row(CONTEXT_LENGTH_EXCEEDED, "1261")
          .row(CONTENT_FILTER, "1300 1301")
          .row(RATE_LIMITED, "1302 1303")
          .row(OVERLOADED, "1305 1312");

  private final Map<String, FaultCode> meanings;

  private ErrorTable(Map<String, FaultCode> meanings) {
    this.meanings = meanings;
  }

  /** The same table with a meaning for some codes, separated by spaces. */
  ErrorTable row(FaultCode meaning, String codes) {
    var all = new HashMap<>(meanings);
    for (var code : codes.split(" ")) {
      all.put(code, meaning);
    }
    return new ErrorTable(Map.copyOf(all));
  }

  /** The meaning of the first of an error's codes that is known. */
  Optional<FaultCode> meaning(UpstreamError error) {
    return error.codes().stream().filter(meanings::containsKey).findFirst().map(meanings::get);
  }
}
