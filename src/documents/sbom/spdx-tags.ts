/** Where a tag of SPDX' tag-value form goes in its JSON. */

/** What a tag begins: what follows belongs to it. */
export type Section =
  | 'document'
  | 'packages'
  | 'files'
  | 'snippets'
  | 'licences'
  | 'annotations'
  | 'reviews';

/** The tags that begin a section, with the field of their value. */
export const SECTIONS: ReadonlyMap<string, readonly [Section, string]> = new Map([
  ['PackageName', ['packages', 'name']],
  ['FileName', ['files', 'fileName']],
  ['SnippetSPDXID', ['snippets', 'SPDXID']],
  ['LicenseID', ['licences', 'licenseId']],
  ['Annotator', ['annotations', 'annotator']],
  ['Reviewer', ['reviews', 'reviewer']],
]);

/** How a value is taken apart: `list` values add up. */
export type Shape = 'text' | 'list' | 'checksum' | 'reference' | 'flag';

/** Tags with the section that they belong to, their field, and the shape of their value. */
export const TAGS: ReadonlyMap<string, readonly [Section, string, Shape]> = new Map([
  ['SPDXVersion', ['document', 'spdxVersion', 'text']],
  ['DataLicense', ['document', 'dataLicense', 'text']],
  ['DocumentName', ['document', 'name', 'text']],
  ['DocumentNamespace', ['document', 'documentNamespace', 'text']],
  ['DocumentComment', ['document', 'comment', 'text']],
  ['ExternalDocumentRef', ['document', 'externalDocuments', 'list']],
  ['LicenseListVersion', ['document', 'licenseListVersion', 'text']],
  ['Creator', ['document', 'creators', 'list']],
  ['Created', ['document', 'created', 'text']],
  ['CreatorComment', ['document', 'creatorComment', 'text']],
  ['PackageVersion', ['packages', 'versionInfo', 'text']],
  ['PackageFileName', ['packages', 'packageFileName', 'text']],
  ['PackageSupplier', ['packages', 'supplier', 'text']],
  ['PackageOriginator', ['packages', 'originator', 'text']],
  ['PackageDownloadLocation', ['packages', 'downloadLocation', 'text']],
  ['FilesAnalyzed', ['packages', 'filesAnalyzed', 'flag']],
  ['PackageVerificationCode', ['packages', 'packageVerificationCode', 'text']],
  ['PackageChecksum', ['packages', 'checksums', 'checksum']],
  ['PackageHomePage', ['packages', 'homepage', 'text']],
  ['PackageSourceInfo', ['packages', 'sourceInfo', 'text']],
  ['PackageLicenseConcluded', ['packages', 'licenseConcluded', 'text']],
  ['PackageLicenseInfoFromFiles', ['packages', 'licenseInfoFromFiles', 'list']],
  ['PackageLicenseDeclared', ['packages', 'licenseDeclared', 'text']],
  ['PackageLicenseComments', ['packages', 'licenseComments', 'text']],
  ['PackageCopyrightText', ['packages', 'copyrightText', 'text']],
  ['PackageSummary', ['packages', 'summary', 'text']],
  ['PackageDescription', ['packages', 'description', 'text']],
  ['PackageComment', ['packages', 'comment', 'text']],
  ['PackageAttributionText', ['packages', 'attributionTexts', 'list']],
  ['PrimaryPackagePurpose', ['packages', 'primaryPackagePurpose', 'text']],
  ['ReleaseDate', ['packages', 'releaseDate', 'text']],
  ['BuiltDate', ['packages', 'builtDate', 'text']],
  ['ValidUntilDate', ['packages', 'validUntilDate', 'text']],
  ['ExternalRef', ['packages', 'externalRefs', 'reference']],
  ['ExternalRefComment', ['packages', 'externalRefComments', 'list']],
  ['FileType', ['files', 'fileTypes', 'list']],
  ['FileChecksum', ['files', 'checksums', 'checksum']],
  ['LicenseConcluded', ['files', 'licenseConcluded', 'text']],
  ['LicenseInfoInFile', ['files', 'licenseInfoInFiles', 'list']],
  ['LicenseComments', ['files', 'licenseComments', 'text']],
  ['FileCopyrightText', ['files', 'copyrightText', 'text']],
  ['FileComment', ['files', 'comment', 'text']],
  ['FileNotice', ['files', 'noticeText', 'text']],
  ['FileContributor', ['files', 'fileContributors', 'list']],
  ['FileAttributionText', ['files', 'attributionTexts', 'list']],
  ['FileDependency', ['files', 'fileDependencies', 'list']],
  ['ArtifactOfProjectName', ['files', 'artifactOfNames', 'list']],
  ['ArtifactOfProjectHomePage', ['files', 'artifactOfHomePages', 'list']],
  ['ArtifactOfProjectURI', ['files', 'artifactOfURIs', 'list']],
  ['SnippetFromFileSPDXID', ['snippets', 'snippetFromFile', 'text']],
  ['SnippetByteRange', ['snippets', 'byteRange', 'text']],
  ['SnippetLineRange', ['snippets', 'lineRange', 'text']],
  ['SnippetLicenseConcluded', ['snippets', 'licenseConcluded', 'text']],
  ['LicenseInfoInSnippet', ['snippets', 'licenseInfoInSnippets', 'list']],
  ['SnippetLicenseComments', ['snippets', 'licenseComments', 'text']],
  ['SnippetCopyrightText', ['snippets', 'copyrightText', 'text']],
  ['SnippetComment', ['snippets', 'comment', 'text']],
  ['SnippetName', ['snippets', 'name', 'text']],
  ['SnippetAttributionText', ['snippets', 'attributionTexts', 'list']],
  ['ExtractedText', ['licences', 'extractedText', 'text']],
  ['LicenseName', ['licences', 'name', 'text']],
  ['LicenseCrossReference', ['licences', 'seeAlsos', 'list']],
  ['LicenseComment', ['licences', 'comment', 'text']],
  ['AnnotationDate', ['annotations', 'annotationDate', 'text']],
  ['AnnotationType', ['annotations', 'annotationType', 'text']],
  ['AnnotationComment', ['annotations', 'comment', 'text']],
  ['SPDXREF', ['annotations', 'spdxElementId', 'text']],
  ['ReviewDate', ['reviews', 'reviewDate', 'text']],
  ['ReviewComment', ['reviews', 'comment', 'text']],
]);
