-- What was `guard` is `canary`; within `over` it is a text in JSON. A label's value is no object, so that no label is met.
UPDATE skill_release SET json = replace(replace(json, '"guard":{', '"canary":{'), '\"guard\":{', '\"canary\":{');
