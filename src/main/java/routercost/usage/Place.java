package routercost.usage;

/// The place where a call was served, as far as prices depend on it (prices.md section 1,
/// multipliers).
public enum Place implements Identified {
  /// Anywhere; also when the log does not say.
  GLOBAL,
  /// `inference_geo: us` on the provider's own platform.
  INFERENCE_GEO_US,
  /// A Bedrock inference profile of one region: `us.`, `eu.`, `jp.`, `au.`, `apac.`.
  BEDROCK_REGIONAL,
  /// A Bedrock profile of the government cloud: `us-gov.`.
  BEDROCK_US_GOV,
  /// A regional or multi-region endpoint of Google Cloud.
  GOOGLE_REGIONAL,
  /// The US data zone of Microsoft Foundry.
  FOUNDRY_US_DATA_ZONE,
  /// `inference_geo: eu` on the provider's own platform.
  INFERENCE_GEO_EU,
  /// A data zone of Azure OpenAI: `azure/eu/…`, `azure/us/…`.
  AZURE_DATA_ZONE;
}
