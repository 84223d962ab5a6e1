/// The JSON Schema (2020-12) of the report `logtriage.report/1`.
///
/// It names what readers may rely on and allows more keys everywhere, because keys are only added.
package enum ReportSchema {
  /// The schema as JSON text, ending with a line break.
  package static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:logtriage:report:1",
      "title": "logtriage report",
      "type": "object",
      "required": [
        "schema", "tool", "verdict", "summary", "causes", "ruledOut", "risks", "recovered",
        "remedies", "nextCheck", "findings", "unexplained", "topology", "coverage", "inputs",
        "redaction"
      ],
      "properties": {
        "schema": {"const": "logtriage.report/1"},
        "tool": {
          "type": "object",
          "required": ["name", "version", "patterns"],
          "properties": {
            "name": {"const": "logtriage"},
            "version": {"type": "string"},
            "patterns": {"type": "string", "description": "digest of the patterns that were used"},
            "made": {"type": "string", "description": "RFC 3339; not there if reproducible"}
          }
        },
        "verdict": {
          "enum": ["faulty", "recovered", "healthy", "unknown"],
          "description": "what holds at the end of the evidence"
        },
        "summary": {"type": "string"},
        "causes": {"type": "array", "items": {"$ref": "#/$defs/cause"}, "description": "best first"},
        "ruledOut": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["id", "because", "evidence"],
            "properties": {
              "id": {"type": "string"}, "title": {"type": "string"},
              "because": {"type": "string"}, "evidence": {"$ref": "#/$defs/strings"}
            }
          }
        },
        "risks": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["id", "explanation", "evidence"],
            "properties": {
              "id": {"type": "string"}, "explanation": {"type": "string"},
              "evidence": {"$ref": "#/$defs/strings"}
            }
          }
        },
        "recovered": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["id", "first", "last", "explanation"],
            "properties": {
              "id": {"type": "string"}, "explanation": {"type": "string"},
              "first": {"$ref": "#/$defs/time"}, "last": {"$ref": "#/$defs/time"},
              "evidence": {"$ref": "#/$defs/strings"}
            }
          }
        },
        "remedies": {"type": "array", "items": {"$ref": "#/$defs/remedy"}},
        "nextCheck": {
          "type": ["object", "null"],
          "required": ["command", "separates", "why"],
          "properties": {
            "command": {"type": "string"}, "separates": {"$ref": "#/$defs/strings"},
            "why": {"type": "string"}
          }
        },
        "effects": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["text", "table"],
            "properties": {
              "text": {"type": "string"},
              "table": {
                "type": ["object", "null"],
                "required": ["columns", "rows"],
                "properties": {
                  "columns": {"$ref": "#/$defs/strings"},
                  "rows": {"type": "array", "items": {"$ref": "#/$defs/strings"}}
                }
              }
            }
          }
        },
        "onset": {
          "type": ["object", "null"],
          "description": "what the first loud line is to the causes",
          "required": ["firstLoud", "role", "text"],
          "properties": {
            "firstLoud": {"type": "string"}, "role": {"$ref": "#/$defs/role"},
            "text": {"type": "string"}
          }
        },
        "timeline": {
          "type": "array",
          "description": "what happened, in the order of time",
          "items": {
            "type": "object",
            "required": ["first", "last", "finding", "title", "severity", "count", "role"],
            "properties": {
              "first": {"$ref": "#/$defs/time"}, "last": {"$ref": "#/$defs/time"},
              "finding": {"type": "string"}, "title": {"type": "string"},
              "subject": {"anyOf": [{"$ref": "#/$defs/subject"}, {"type": "null"}]},
              "severity": {"$ref": "#/$defs/severity"}, "count": {"type": "integer"},
              "role": {"$ref": "#/$defs/role"}
            }
          }
        },
        "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
        "unexplained": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["template", "count", "severity", "sample"],
            "properties": {
              "template": {"type": "string"}, "count": {"type": "integer", "minimum": 0},
              "severity": {"$ref": "#/$defs/severity"}, "sample": {"$ref": "#/$defs/sample"}
            }
          }
        },
        "novelty": {
          "description": "how the logs differ from a baseline; null without one",
          "anyOf": [{"type": "null"}, {
            "type": "object",
            "required": ["records", "baselineRecords", "newInAll", "new", "gone", "changed"],
            "properties": {
              "records": {"type": "integer", "minimum": 0},
              "baselineRecords": {"type": "integer", "minimum": 0},
              "newInAll": {"type": "integer", "minimum": 0},
              "new": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "template", "count", "severity", "services", "unexplained", "sample"
                  ],
                  "properties": {
                    "template": {"type": "string"}, "count": {"type": "integer", "minimum": 0},
                    "severity": {"$ref": "#/$defs/severity"},
                    "services": {"type": "array", "items": {"type": "string"}},
                    "unexplained": {"type": "boolean"}, "sample": {"$ref": "#/$defs/sample"}
                  }
                }
              },
              "gone": {"type": "array", "items": {"$ref": "#/$defs/change"}},
              "changed": {"type": "array", "items": {"$ref": "#/$defs/change"}}
            }
          }]
        },
        "cluster": {
          "description": "who leads whom and which shard is where; null without API answers",
          "anyOf": [{"type": "null"}, {
            "type": "object",
            "required": ["nodes", "shards", "groups"],
            "properties": {
              "nodes": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["name", "service", "state", "leader", "version", "reachable"],
                  "properties": {
                    "name": {"type": "string"}, "service": {"type": "string"},
                    "state": {"type": ["string", "null"]}, "leader": {"type": ["string", "null"]},
                    "version": {"type": ["string", "null"]}, "reachable": {"type": "boolean"}
                  }
                }
              },
              "shards": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["collection", "name", "factor", "nodes", "assigned"],
                  "properties": {
                    "collection": {"type": "string"}, "name": {"type": "string"},
                    "factor": {"type": "integer"}, "nodes": {"$ref": "#/$defs/strings"},
                    "assigned": {"$ref": "#/$defs/strings"}
                  }
                }
              },
              "groups": {"type": "array", "items": {"$ref": "#/$defs/strings"}}
            }
          }]
        },
        "topology": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["service", "container", "node", "endpoint", "knownBy"],
            "properties": {
              "service": {"type": "string"}, "container": {"type": ["string", "null"]},
              "node": {"type": ["string", "null"]}, "endpoint": {"type": ["string", "null"]},
              "knownBy": {"$ref": "#/$defs/strings"}
            }
          }
        },
        "coverage": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["what", "state", "why"],
            "properties": {
              "what": {"type": "string"}, "state": {"enum": ["present", "absent", "not-observable"]},
              "why": {"type": ["string", "null"]}
            }
          }
        },
        "inputs": {"type": "array", "items": {"$ref": "#/$defs/input"}},
        "redaction": {
          "type": "object",
          "required": ["enabled", "kinds"],
          "properties": {
            "enabled": {"type": "boolean"},
            "kinds": {
              "type": "object",
              "additionalProperties": {"type": "integer", "minimum": 0},
              "description": "how many different secrets of each kind were hidden"
            },
            "notes": {"$ref": "#/$defs/strings"}
          }
        }
      },
      "$defs": {
        "change": {
          "type": "object",
          "required": ["template", "before", "now", "rateBefore", "rateNow"],
          "properties": {
            "template": {"type": "string"}, "before": {"type": "integer", "minimum": 0},
            "now": {"type": "integer", "minimum": 0}, "rateBefore": {"type": "number"},
            "rateNow": {"type": "number"}
          }
        },
        "role": {"enum": ["cause", "consequence", "episode", "other"]},
        "strings": {"type": "array", "items": {"type": "string"}},
        "time": {
          "type": ["string", "null"],
          "pattern": "^\\\\d{4}-\\\\d{2}-\\\\d{2}T\\\\d{2}:\\\\d{2}:\\\\d{2}(\\\\.\\\\d+)?Z$",
          "description": "RFC 3339 in UTC with the precision of the source"
        },
        "severity": {"enum": ["error", "warning", "info", "neutral"]},
        "subject": {
          "type": "object",
          "required": ["kind", "name"],
          "properties": {
            "kind": {
              "enum": ["service", "container", "node", "collection", "shard", "tenant", "host"]
            },
            "name": {"type": "string"}
          }
        },
        "subjects": {"type": "array", "items": {"$ref": "#/$defs/subject"}},
        "sample": {
          "type": "object",
          "required": ["source", "line", "text"],
          "properties": {
            "source": {"type": "string"}, "text": {"type": "string"},
            "line": {"type": ["integer", "null"], "minimum": 1},
            "time": {"$ref": "#/$defs/time"}
          }
        },
        "cause": {
          "type": "object",
          "required": [
            "id", "confidence", "probability", "title", "explanation", "subjects", "first", "last",
            "for", "against", "missing", "leadsTo", "rivals"
          ],
          "properties": {
            "id": {"type": "string"},
            "confidence": {"enum": ["confirmed", "likely", "possible"]},
            "probability": {"type": "number", "minimum": 0, "maximum": 1},
            "title": {"type": "string"}, "explanation": {"type": "string"},
            "subjects": {"$ref": "#/$defs/subjects"},
            "first": {"$ref": "#/$defs/time"}, "last": {"$ref": "#/$defs/time"},
            "for": {"$ref": "#/$defs/strings"}, "against": {"$ref": "#/$defs/strings"},
            "missing": {"$ref": "#/$defs/strings"}, "leadsTo": {"$ref": "#/$defs/strings"},
            "rivals": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["id", "separatedBy"],
                "properties": {
                  "id": {"type": "string"}, "separatedBy": {"type": "string"},
                  "probability": {"type": "number", "minimum": 0, "maximum": 1}
                }
              }
            }
          }
        },
        "remedy": {
          "type": "object",
          "required": ["cause", "title", "danger", "steps", "patch", "file"],
          "properties": {
            "cause": {"type": "string"}, "title": {"type": "string"},
            "danger": {
              "type": ["string", "null"],
              "description": "what happens when it is done in the obvious order"
            },
            "steps": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["do", "why", "command", "verify"],
                "properties": {
                  "do": {"type": "string"}, "why": {"type": ["string", "null"]},
                  "command": {"type": ["string", "null"]}, "verify": {"type": ["string", "null"]}
                }
              }
            },
            "patch": {
              "type": ["string", "null"],
              "description": "unified diff, paths relative to the input folder"
            },
            "file": {"type": ["string", "null"]},
            "changes": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["service", "path", "value"],
                "properties": {
                  "service": {"type": "string"}, "path": {"type": "string"},
                  "value": {"type": ["string", "null"]}
                }
              }
            }
          }
        },
        "finding": {
          "type": "object",
          "required": [
            "id", "kind", "severity", "title", "proves", "count", "first", "last", "subjects",
            "values", "samples"
          ],
          "properties": {
            "id": {"type": "string"},
            "kind": {"enum": ["log", "api", "compose", "container"]},
            "severity": {"$ref": "#/$defs/severity"},
            "title": {"type": "string"}, "proves": {"type": "string"},
            "count": {"type": "integer", "minimum": 0},
            "first": {"$ref": "#/$defs/time"}, "last": {"$ref": "#/$defs/time"},
            "subjects": {"$ref": "#/$defs/subjects"},
            "values": {"type": "object", "additionalProperties": {"$ref": "#/$defs/strings"}},
            "samples": {"type": "array", "items": {"$ref": "#/$defs/sample"}},
            "perSubject": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["subject", "count", "first", "last"],
                "properties": {
                  "subject": {"oneOf": [{"type": "null"}, {"$ref": "#/$defs/subject"}]},
                  "count": {"type": "integer", "minimum": 0},
                  "first": {"$ref": "#/$defs/time"}, "last": {"$ref": "#/$defs/time"}
                }
              }
            }
          }
        },
        "region": {
          "type": "object",
          "required": ["offset", "bytes", "why"],
          "properties": {
            "offset": {"type": "integer", "minimum": 0},
            "bytes": {"type": "integer", "minimum": 0}, "why": {"type": "string"}
          }
        },
        "input": {
          "type": "object",
          "required": [
            "path", "format", "bytes", "lines", "records", "skipped", "damaged", "used"
          ],
          "properties": {
            "path": {"type": "string"}, "format": {"type": "string"},
            "bytes": {"type": "integer", "minimum": 0}, "lines": {"type": "integer", "minimum": 0},
            "records": {"type": "integer", "minimum": 0},
            "skipped": {"type": "array", "items": {"$ref": "#/$defs/region"}},
            "damaged": {"type": "array", "items": {"$ref": "#/$defs/region"}},
            "used": {"type": "boolean"}, "note": {"type": ["string", "null"]}
          }
        }
      }
    }

    """
}
