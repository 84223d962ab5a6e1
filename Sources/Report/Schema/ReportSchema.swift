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
            "required": [
              "records", "baselineRecords", "newInAll", "otherContentsInAll", "new", "gone",
              "changed"
            ],
            "properties": {
              "records": {"type": "integer", "minimum": 0},
              "baselineRecords": {"type": "integer", "minimum": 0},
              "newInAll": {"type": "integer", "minimum": 0},
              "otherContentsInAll": {"type": "integer", "minimum": 0},
              "new": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "template", "count", "severity", "services", "unexplained", "sample", "contents"
                  ],
                  "properties": {
                    "template": {"type": "string"}, "count": {"type": "integer", "minimum": 0},
                    "severity": {"$ref": "#/$defs/severity"},
                    "services": {"type": "array", "items": {"type": "string"}},
                    "unexplained": {"type": "boolean"}, "sample": {"$ref": "#/$defs/sample"},
                    "contents": {
                      "description": "what a known line holds that it did not; empty for a new one",
                      "type": "array",
                      "items": {
                        "type": "object", "required": ["field", "now", "before"],
                        "properties": {
                          "field": {"type": "string"},
                          "now": {"type": "array", "items": {"type": "string"}},
                          "before": {"type": "array", "items": {"type": "string"}}
                        }
                      }
                    }
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
    \(definitions)
      }
    }

    """
}
